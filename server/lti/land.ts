import { randomUUID } from 'node:crypto';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { databaseNow } from '#prisma/clock';
import { type Auth, siteOrigins, viewerOf } from '../accounts/auth.ts';
import { type Arrival, arrive } from './arrive.ts';
import { launchSchema } from './claims.ts';
import { refuse } from './login.ts';
import type { LtiWork } from './lti.context.ts';
import { beganHere, hashOf, signIn } from './session.ts';

/**
 * The browser comes back with its ticket. A person whom the platform's name finds is signed in. Others get a
 * new account, unless somebody is signed in already or the e-mail address has an account: then they are asked.
 */
export async function land(work: LtiWork, auth: Auth, request: Request, response: Response): Promise<void> {
  const arrival = await readArrival(work, request, String(request.query.ticket ?? ''));
  if (!arrival) return refuse(response, staleTicket, 401);
  const { platform, launch } = arrival;
  const known = await work.database.ltiAccount.findUnique({
    where: { platformId_subject: { platformId: platform.id, subject: launch.subject } },
  });
  const viewer = await viewerOf(work.database, auth, fromNodeHeaders(request.headers));
  if (known) {
    if (viewer?.id !== known.userId) {
      if (await isGuarded(work, known.userId)) return refuse(response, guarded, 403);
      await signIn(auth, known.userId, response);
    }
    return goOn(work, arrival, known.userId, response);
  }
  const isTaken = launch.email !== '' && (await emailIsTaken(work, launch.email));
  if (viewer || isTaken)
    return response.redirect(303, `${work.lti.siteUrl}/platforms/link?ticket=${request.query.ticket}`);
  const userId = await createAccount(work, arrival);
  await signIn(auth, userId, response);
  return goOn(work, arrival, userId, response);
}

const answer = z.object({ ticket: z.string(), choice: z.enum(['own', 'new']) });

/** What a person who was asked answered: the account they are signed in to is theirs, or they want a new one. */
export async function linkAccount(work: LtiWork, auth: Auth, request: Request, response: Response): Promise<void> {
  if (!isOfSite(work, request)) return refuse(response, 'Expected a form of this site.', 403);
  const { data } = answer.safeParse(request.body);
  const arrival = data && (await readArrival(work, request, data.ticket));
  if (!data || !arrival) return refuse(response, staleTicket, 401);
  if (data.choice === 'new') {
    const userId = await createAccount(work, arrival);
    await signIn(auth, userId, response);
    return goOn(work, arrival, userId, response);
  }
  const viewer = await viewerOf(work.database, auth, fromNodeHeaders(request.headers));
  if (!viewer?.sessionId) return refuse(response, 'Sign in to the account that is yours first.', 401);
  const { platform, launch } = arrival;
  await work.database.ltiAccount.createMany({
    data: { platformId: platform.id, subject: launch.subject, userId: viewer.id },
    skipDuplicates: true,
  });
  return goOn(work, arrival, viewer.id, response);
}

const staleTicket =
  'This launch has ended, or began in another browser. Open the link on your platform again, and let this site keep ' +
  'its cookie.';

const guarded =
  'Your account here is guarded by more than your platform knows. Sign in to this site first, and then open the link ' +
  'on your platform again.';

/** Whether a platform's word is not enough to sign an account in: an administrator's, or one with a second factor. */
async function isGuarded({ database }: LtiWork, userId: string): Promise<boolean> {
  const user = await database.user.findUniqueOrThrow({ where: { id: userId } });
  return user.siteRole === 'ADMIN' || user.twoFactorEnabled === true;
}

/** A launch that was verified, has not arrived yet and began in this very browser. */
async function readArrival({ database }: LtiWork, request: Request, ticket: string): Promise<Arrival | undefined> {
  const login = await database.ltiLogin.findUnique({
    where: { ticketHash: hashOf(ticket), expiresAt: { gt: databaseNow() }, userId: null },
    include: { platform: true },
  });
  if (!login?.launch || !beganHere(request, login.stateHash)) return undefined;
  return { stateHash: login.stateHash, platform: login.platform, launch: launchSchema.parse(login.launch) };
}

/** Whether a form was sent by a page of this site. */
export function isOfSite({ lti }: LtiWork, request: Request): boolean {
  return siteOrigins(lti.siteUrl).includes(request.headers.origin ?? '');
}

async function emailIsTaken({ database }: LtiWork, email: string): Promise<boolean> {
  return (await database.user.count({ where: { email: { equals: email, mode: 'insensitive' } } })) > 0;
}

/**
 * An account for a person of a platform. Of two launches at the same time both get the same one. Where the address has
 * an account already, or the platform gave none, the new account has an address that nobody receives mail at.
 */
async function createAccount(work: LtiWork, { platform, launch }: Arrival): Promise<string> {
  return work.database.$transaction(async (transaction) => {
    const key = `lti ${platform.id} ${launch.subject}`;
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`;
    const where = { platformId_subject: { platformId: platform.id, subject: launch.subject } };
    const known = await transaction.ltiAccount.findUnique({ where });
    if (known) return known.userId;
    const id = randomUUID();
    const isFree = launch.email !== '' && !(await transaction.user.count({ where: { email: launch.email } }));
    const email = isFree ? launch.email : `${id}@platform.invalid`;
    const name = launch.name || `Person of ${platform.name}`.slice(0, 100);
    // The platform vouches for its people, as the administrator who registered it vouches for the platform.
    await transaction.user.create({ data: { id, name, email, emailVerified: true } });
    await transaction.ltiAccount.create({ data: { platformId: platform.id, subject: launch.subject, userId: id } });
    return id;
  });
}

async function goOn(work: LtiWork, arrival: Arrival, userId: string, response: Response): Promise<void> {
  const { path, refusal } = await arrive(work, arrival, userId);
  if (path === undefined) return refuse(response, refusal, 403);
  response.redirect(303, `${work.lti.siteUrl}${path}`);
}
