import { z } from 'zod';
import { line } from '#contracts/line';
import { type LtiContext as ContextRow, type LtiPlatform, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { queueScores } from '#prisma/ltiScores';
import { requireAdministrator, requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import { enroll } from './arrive.ts';
import { launchSchema } from './claims.ts';
import { mostAttempts } from './deliverScores.ts';
import type { LtiContext } from './lti.context.ts';
import type { LtiArrival, LtiDelivery, LtiInvitationPayload, LtiPlatformInput } from './lti.type.ts';
import { hashOf, newSecret } from './session.ts';

const webAddress = z.url({ protocol: /^https?$/, error: 'expected an address that begins with https://' }).max(2000);

const platformInput = z.object({
  name: line(100),
  issuer: z.string().trim().min(1).max(2000),
  clientId: z.string().trim().min(1).max(255),
  authorizationEndpoint: webAddress,
  tokenEndpoint: webAddress,
  jwksUri: webAddress,
  tokenAudience: z
    .string()
    .trim()
    .max(2000)
    .nullish()
    .transform((text) => text || null),
  deploymentIds: z.array(z.string().trim().min(1).max(255)).max(100),
});

/** Adds a platform or changes one. Throws FORBIDDEN, NOT_FOUND, BAD_USER_INPUT or NAME_TAKEN. */
export async function savePlatform(context: LtiContext, input: LtiPlatformInput): Promise<LtiPlatform> {
  requireAdministrator(context, 'register a platform');
  const data = checkInput(platformInput, input);
  if (!context.lti.allowInternal)
    for (const name of ['authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const)
      if (!data[name].startsWith('https:'))
        throw wrongField(name, 'expected an address that begins with https://', { code: 'format_url' });
  const { id } = input;
  const before = id == null ? null : await context.database.ltiPlatform.findUnique({ where: { id } });
  if (id != null && !before) throw new ApiError('NOT_FOUND', `Expected the id of a platform, received "${id}".`);
  try {
    return await context.database.$transaction(async (transaction) => {
      const after = before
        ? await transaction.ltiPlatform.update({ where: { id: before.id }, data })
        : await transaction.ltiPlatform.create({ data });
      await recordChange(context, transaction, {
        courseId: null,
        action: before ? 'platform.update' : 'platform.create',
        subjectId: after.id,
        subject: after.name,
        changes: before ? differences(before, data) : {},
      });
      return after;
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw wrongField('clientId', 'expected a platform that is not registered yet; this one is', {
        code: 'platformRegistered',
      });
    throw error;
  }
}

/** Forgets a platform: its launches, links to accounts, connected courses and outbox. Accounts and grades stay. */
export async function deletePlatform(context: Context, id: string): Promise<boolean> {
  requireAdministrator(context, 'remove a platform');
  return context.database.$transaction(async (transaction) => {
    const platform = await transaction.ltiPlatform.findUnique({ where: { id } });
    if (!platform) throw new ApiError('NOT_FOUND', `Expected the id of a platform, received "${id}".`);
    await transaction.ltiPlatform.delete({ where: { id } });
    await recordChange(context, transaction, {
      courseId: null,
      action: 'platform.delete',
      subjectId: id,
      subject: platform.name,
    });
    return true;
  });
}

const invitationMs = 24 * 60 * 60 * 1000;

/** An address for dynamic registration, for one platform and one day. Throws FORBIDDEN. */
export async function invitePlatform(context: LtiContext): Promise<LtiInvitationPayload> {
  requireAdministrator(context, 'invite a platform');
  const token = newSecret();
  const expiresAt = new Date(databaseNow().getTime() + invitationMs);
  await context.database.$transaction(async (transaction) => {
    await transaction.ltiInvitation.create({ data: { tokenHash: hashOf(token), expiresAt } });
    await recordChange(context, transaction, {
      courseId: null,
      action: 'platform.invite',
      subjectId: 'lti',
      subject: 'platform',
    });
  });
  return { url: `${context.lti.siteUrl}/lti/register?invitation=${token}`, expiresAt };
}

type ContextOfPlatform = ContextRow & { platform: LtiPlatform };

/** Throws UNAUTHENTICATED or NOT_FOUND; whether the viewer may see it, the caller checks. */
export async function getLtiContext(context: Context, id: string): Promise<ContextOfPlatform> {
  requireViewer(context);
  const row = await context.database.ltiContext.findUnique({ where: { id }, include: { platform: true } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of a platform's course, received "${id}".`);
  return row;
}

/** A platform's course that the viewer gives, there or here. Throws NOT_FOUND or FORBIDDEN. */
export async function getOwnLtiContext(context: Context, id: string): Promise<ContextOfPlatform> {
  const row = await getLtiContext(context, id);
  if (!(await isStaffThere(context, row))) {
    if (row.courseId === null)
      throw new ApiError('FORBIDDEN', "Only those who teach the platform's course see it here.");
    await requireStaff(context, row.courseId, "see the platform's course");
  }
  return row;
}

async function isStaffThere(context: Context, { id, platformId }: ContextRow): Promise<boolean> {
  const accounts = await context.database.ltiAccount.findMany({
    where: { platformId, userId: requireViewer(context).id },
  });
  return (
    (await context.database.ltiMember.count({
      where: {
        ltiContextId: id,
        subject: { in: accounts.map(({ subject }) => subject) },
        role: { in: ['INSTRUCTOR', 'ASSISTANT'] },
      },
    })) > 0
  );
}

/**
 * Connects a platform's course to one here: who does it teaches both. Those who have come from there already are
 * enrolled. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN.
 */
export async function connectContext(context: Context, id: string, courseId: string): Promise<ContextRow> {
  const row = await getLtiContext(context, id);
  if (!(await isStaffThere(context, row)))
    throw new ApiError(
      'FORBIDDEN',
      "Only those who teach the platform's course may connect it: open it from there first.",
    );
  const course = await getCourse(context, courseId);
  await requireStaff(context, course.id, 'connect a platform');
  return context.database.$transaction(async (transaction) => {
    const { count } = await transaction.ltiContext.updateMany({ where: { id, courseId: null }, data: { courseId } });
    if (count === 0 && row.courseId !== courseId)
      throw new ApiError(
        'BAD_USER_INPUT',
        `"${row.title}" is connected to another course: disconnect it there first.`,
        {
          detail: 'CONNECTED_ELSEWHERE',
          title: row.title,
        },
      );
    const members = await transaction.ltiMember.findMany({ where: { ltiContextId: id, isActive: true } });
    const accounts = await transaction.ltiAccount.findMany({
      where: { platformId: row.platformId, subject: { in: members.map(({ subject }) => subject) } },
    });
    const roleOfSubject = new Map(members.map(({ subject, role }) => [subject, role]));
    for (const { subject, userId } of accounts) {
      await enroll(transaction, courseId, userId, roleOfSubject.get(subject) ?? 'STUDENT');
      await queueScores(transaction, { userId });
    }
    await recordChange(context, transaction, {
      courseId,
      action: 'platform.connect',
      subjectId: id,
      subject: `${row.platform.name}: ${row.title}`,
    });
    return transaction.ltiContext.findUniqueOrThrow({ where: { id } });
  });
}

/** Parts the two courses; people and the platform's grades stay as they are. Throws NOT_FOUND or FORBIDDEN. */
export async function disconnectContext(context: Context, id: string): Promise<boolean> {
  const row = await getLtiContext(context, id);
  const { courseId } = row;
  if (courseId === null) return true;
  await requireStaff(context, courseId, 'disconnect a platform');
  await context.database.$transaction(async (transaction) => {
    await transaction.ltiContext.update({ where: { id }, data: { courseId: null } });
    await transaction.ltiScore.deleteMany({ where: { ltiContextId: id } });
    await recordChange(context, transaction, {
      courseId,
      action: 'platform.disconnect',
      subjectId: id,
      subject: `${row.platform.name}: ${row.title}`,
    });
  });
  return true;
}

/** Tries at once what has not arrived, also what was given up. Throws NOT_FOUND or FORBIDDEN. */
export async function resendScores(context: Context, id: string): Promise<ContextRow> {
  const row = await getOwnLtiContext(context, id);
  await context.database.$executeRaw`
    UPDATE lti_score SET attempts = 0, "nextAttemptAt" = now() AT TIME ZONE 'UTC'
    WHERE "ltiContextId" = ${id} AND ("sentAt" IS NULL OR "sentAt" < "scoreAt")`;
  return row;
}

/** How published grades have arrived. The caller has checked who asks. */
export async function deliveryOf({ database }: Context, id: string): Promise<LtiDelivery> {
  const [counts] = await database.$queryRaw<LtiDelivery[]>`
    SELECT count(*) FILTER (WHERE "isSent")::int AS sent,
           count(*) FILTER (WHERE NOT "isSent" AND attempts < ${mostAttempts})::int AS waiting,
           count(*) FILTER (WHERE NOT "isSent" AND attempts >= ${mostAttempts})::int AS failed,
           max(error) AS error
    FROM (SELECT attempts, error, COALESCE("sentAt" >= "scoreAt", FALSE) AS "isSent"
          FROM lti_score WHERE "ltiContextId" = ${id}) AS score`;
  return counts!;
}

/** Who came with a ticket; null for one that is not good. The ticket itself says that one may know. */
export async function readTicket({ database }: Context, ticket: string): Promise<LtiArrival | null> {
  const login = await database.ltiLogin.findUnique({
    where: { ticketHash: hashOf(ticket), expiresAt: { gt: databaseNow() }, userId: null },
    include: { platform: true },
  });
  if (!login?.launch) return null;
  const { name, email } = launchSchema.parse(login.launch);
  const taken =
    email === '' ? 0 : await database.user.count({ where: { email: { equals: email, mode: 'insensitive' } } });
  return { platform: login.platform.name, name, email, emailIsTaken: taken > 0 };
}

/** Removes launches that are over. */
export async function sweepLogins({ database }: Pick<Context, 'database'>): Promise<void> {
  await database.ltiLogin.deleteMany({
    where: { expiresAt: { lt: new Date(databaseNow().getTime() - invitationMs) } },
  });
  await database.ltiInvitation.deleteMany({
    where: { expiresAt: { lt: new Date(databaseNow().getTime() - invitationMs) } },
  });
}
