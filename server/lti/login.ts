import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LtiPlatform } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { LtiWork } from './lti.context.ts';
import { sendPage } from './page.ts';
import { hashOf, keepState, loginMs, newSecret } from './session.ts';

const initiation = z.object({
  iss: z.string().min(1),
  login_hint: z.string().min(1),
  target_link_uri: z.url(),
  lti_message_hint: z.string().optional(),
  client_id: z.string().optional(),
  lti_deployment_id: z.string().optional(),
});

/**
 * The first step of a launch ("third-party initiated login"): sends the browser to the platform with a new state and
 * nonce. In a frame, where browsers keep no cookies of other sites, it first offers a new tab.
 */
export async function beginLogin(work: LtiWork, request: Request, response: Response): Promise<void> {
  const { data } = initiation.safeParse({ ...request.query, ...(request.body as object | undefined) });
  if (!data) return refuse(response, 'Expected iss, login_hint and target_link_uri, as LTI 1.3 asks for.');
  const platform = await platformOf(work, data.iss, data.client_id);
  if (!platform) return refuse(response, `This site knows no platform ${data.iss}; its administrator can register it.`);
  const { siteUrl } = work.lti;
  if (new URL(data.target_link_uri).origin !== siteUrl)
    return refuse(response, `Expected a target_link_uri on ${siteUrl}, received ${data.target_link_uri}.`);
  if (request.headers['sec-fetch-dest'] === 'iframe')
    return sendPage(response, {
      title: 'Downstream opens in a tab of its own',
      text: 'Your browser keeps you signed in there, and there is more room for curves.',
      form: {
        action: `${siteUrl}/lti/login`,
        fields: Object.fromEntries(
          Object.entries(data).filter((entry): entry is [string, string] => entry[1] !== undefined),
        ),
        button: 'Open Downstream',
        newTab: true,
      },
      framedBy: originsOf(platform),
    });
  const [state, nonce] = [newSecret(), newSecret()];
  await work.database.ltiLogin.create({
    data: {
      stateHash: hashOf(state),
      nonce,
      platformId: platform.id,
      expiresAt: new Date(databaseNow().getTime() + loginMs),
    },
  });
  keepState(response, state, siteUrl);
  const address = new URL(platform.authorizationEndpoint);
  const asked = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${siteUrl}/lti/launch`,
    login_hint: data.login_hint,
    ...(data.lti_message_hint !== undefined && { lti_message_hint: data.lti_message_hint }),
    state,
    nonce,
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  response.redirect(303, address.href);
}

/** By issuer and client id; by issuer alone where only one registration has it. */
async function platformOf(
  { database }: LtiWork,
  issuer: string,
  clientId: string | undefined,
): Promise<LtiPlatform | undefined> {
  const platforms = await database.ltiPlatform.findMany({
    where: { issuer, ...(clientId !== undefined && { clientId }) },
    take: 2,
  });
  return platforms.length === 1 ? platforms[0] : undefined;
}

/** Who may show the site's small pages in a frame. */
function originsOf({ issuer, authorizationEndpoint }: LtiPlatform): string[] {
  return [
    ...new Set([issuer, authorizationEndpoint].filter((url) => URL.canParse(url)).map((url) => new URL(url).origin)),
  ];
}

export function refuse(response: Response, text: string, status = 400): void {
  sendPage(response, { title: 'This link did not work', text, status });
}
