import type { Request, Response } from 'express';
import { implicitAuthentication } from 'openid-client';
import { z } from 'zod';
import type { LtiPlatform } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { asJson } from '../graphql/input.ts';
import { readLaunch } from './claims.ts';
import { refuse } from './login.ts';
import type { LtiWork } from './lti.context.ts';
import { configurationOf } from './platformClient.ts';
import { hashOf, newSecret } from './session.ts';

const form = z.object({ state: z.string().min(1), id_token: z.string().min(1) });

/**
 * The platform's answer: a signed token. Its state and nonce are used up whatever comes of it. openid-client checks the
 * signature with the platform's keys, issuer, audience, times and nonce. The browser then comes back with a ticket of
 * its own to `land`, because a cookie does not come along with a form from another site.
 */
export async function receiveLaunch(work: LtiWork, request: Request, response: Response): Promise<void> {
  const { data } = form.safeParse(request.body);
  if (!data) return refuse(response, 'Expected a form with state and id_token.');
  const stateHash = hashOf(data.state);
  const { count } = await work.database.ltiLogin.updateMany({
    where: { stateHash, launchedAt: null, expiresAt: { gt: databaseNow() } },
    data: { launchedAt: databaseNow() },
  });
  if (count === 0) return refuse(response, 'This launch was used already, or took too long. Open the link again.', 401);
  const login = await work.database.ltiLogin.findUniqueOrThrow({ where: { stateHash }, include: { platform: true } });
  try {
    const claims = await implicitAuthentication(
      await configurationOf(work, login.platform),
      new globalThis.Request(`${work.lti.siteUrl}/lti/launch`, {
        method: 'POST',
        body: new URLSearchParams({ state: data.state, id_token: data.id_token }),
      }),
      login.nonce,
      { expectedState: data.state },
    );
    const launch = readLaunch(claims);
    await requireDeployment(work, login.platform, launch.deploymentId);
    const ticket = newSecret();
    await work.database.ltiLogin.update({
      where: { stateHash },
      data: { ticketHash: hashOf(ticket), launch: asJson(launch) },
    });
    response.redirect(303, `${work.lti.siteUrl}/lti/land?ticket=${ticket}`);
  } catch (error) {
    work.log.warn({ err: error, platform: login.platform.name }, 'a launch was refused');
    refuse(response, `The message of ${login.platform.name} could not be trusted, so nobody was signed in.`, 401);
  }
}

/** The first deployment of a platform that has none yet is kept; later ones an administrator adds. */
async function requireDeployment({ database }: LtiWork, platform: LtiPlatform, deploymentId: string): Promise<void> {
  if (platform.deploymentIds.includes(deploymentId)) return;
  const { count } = await database.ltiPlatform.updateMany({
    where: { id: platform.id, deploymentIds: { isEmpty: true } },
    data: { deploymentIds: [deploymentId] },
  });
  if (count === 0) throw new Error(`expected a deployment that is registered, received ${deploymentId}`);
}
