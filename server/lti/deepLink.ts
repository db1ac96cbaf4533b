import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { databaseNow } from '#prisma/clock';
import { type Auth, viewerOf } from '../accounts/auth.ts';
import { ruleOf } from '../grades/grades.ts';
import { deepLinkingClaim, launchSchema } from './claims.ts';
import { signatureAlgorithm, signingKey } from './keys.ts';
import { isOfSite } from './land.ts';
import { refuse } from './login.ts';
import type { LtiWork } from './lti.context.ts';
import { sendPage } from './page.ts';
import { newSecret } from './session.ts';

const choice = z.object({ login: z.string().length(64), assignmentId: z.string().min(1) });
const claim = 'https://purl.imsglobal.org/spec/lti/claim/';

/** Takes the assignment that an instructor chose back to the platform, as a signed link with its column for grades. */
export async function answerDeepLink(work: LtiWork, auth: Auth, request: Request, response: Response): Promise<void> {
  if (!isOfSite(work, request)) return refuse(response, 'Expected a form of this site.', 403);
  const { data } = choice.safeParse(request.body);
  const viewer = await viewerOf(work.database, auth, fromNodeHeaders(request.headers));
  const login =
    data &&
    (await work.database.ltiLogin.findUnique({ where: { stateHash: data.login }, include: { platform: true } }));
  if (!data || !viewer || !login || login.userId !== viewer.id)
    return refuse(response, 'This choice has ended. Begin it on your platform again.', 401);
  const launch = launchSchema.parse(login.launch);
  const assignment = await work.database.assignment.findFirst({
    where: {
      id: data.assignmentId,
      course: {
        ltiContexts: {
          some: {
            platformId: login.platformId,
            deploymentId: launch.deploymentId,
            contextId: launch.context?.id ?? '',
          },
        },
        enrollments: { some: { userId: viewer.id, role: { in: ['INSTRUCTOR', 'ASSISTANT'] }, removedAt: null } },
      },
    },
  });
  if (!assignment || !launch.deepLinking)
    return refuse(response, 'Expected an assignment of the course that this platform is connected to.', 403);
  const rule = ruleOf(assignment);
  const { kid, key } = await signingKey(work.database);
  const token = await new SignJWT({
    nonce: newSecret(),
    [`${claim}message_type`]: 'LtiDeepLinkingResponse',
    [`${claim}version`]: '1.3.0',
    [`${claim}deployment_id`]: launch.deploymentId,
    ...(launch.deepLinking.data !== null && { [`${deepLinkingClaim}data`]: launch.deepLinking.data }),
    [`${deepLinkingClaim}content_items`]: [
      {
        type: 'ltiResourceLink',
        title: assignment.title,
        url: `${work.lti.siteUrl}/lti/launch`,
        custom: { assignment_id: assignment.id },
        window: { targetName: '_blank' },
        ...(rule && {
          lineItem: { label: assignment.title, scoreMaximum: rule.maxPoints, resourceId: assignment.id, tag: 'grade' },
        }),
      },
    ],
  })
    .setProtectedHeader({ alg: signatureAlgorithm, kid })
    .setIssuer(login.platform.clientId)
    .setAudience(login.platform.issuer)
    .setIssuedAt(databaseNow())
    .setExpirationTime(new Date(databaseNow().getTime() + 5 * 60_000))
    .sign(key);
  sendPage(response, {
    title: 'Back to your platform',
    text: `"${assignment.title}" goes to ${login.platform.name}.`,
    form: {
      action: launch.deepLinking.returnUrl,
      fields: { JWT: token },
      button: `Add it to ${login.platform.name}`,
      sendsItself: true,
    },
  });
}
