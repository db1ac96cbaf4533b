import type { Request, Response } from 'express';
import { z } from 'zod';
import { databaseNow } from '#prisma/clock';
import { recordChange } from '../audit/recordChange.ts';
import { scopes } from './claims.ts';
import { refuse } from './login.ts';
import type { LtiWork } from './lti.context.ts';
import { sendPage } from './page.ts';
import { hashOf } from './session.ts';

const query = z.object({
  invitation: z.string().min(1),
  openid_configuration: z.url({ protocol: /^https?$/ }),
  registration_token: z.string().optional(),
});

const address = z.url({ protocol: /^https?$/ });
const platformConfiguration = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  authorization_server: z.string().optional(),
  'https://purl.imsglobal.org/spec/lti-platform-configuration': z
    .object({ product_family_code: z.string().optional() })
    .optional(),
});

const toolClaim = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const registered = z.object({
  client_id: z.string().min(1).max(255),
  [toolClaim]: z.object({ deployment_id: z.string().optional() }).optional(),
});

/**
 * Dynamic registration: a platform opens the address that an administrator made, and tool and platform tell each other
 * what they need. The address works once, for a day.
 */
export async function register(work: LtiWork, request: Request, response: Response): Promise<void> {
  const { data } = query.safeParse(request.query);
  if (!data) return refuse(response, 'Expected an invitation and openid_configuration.');
  const tokenHash = hashOf(data.invitation);
  const invitation = await work.database.ltiInvitation.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: databaseNow() } },
  });
  if (!invitation)
    return refuse(response, 'This invitation was used or is too old. An administrator can make another.', 403);
  try {
    const configuration = platformConfiguration.parse(await (await ask(work, data.openid_configuration)).json());
    const answer = await ask(work, configuration.registration_endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(data.registration_token !== undefined && { authorization: `Bearer ${data.registration_token}` }),
      },
      body: JSON.stringify(toolRegistration(work.lti.siteUrl)),
    });
    const client = registered.parse(await answer.json());
    const deploymentId = client[toolClaim]?.deployment_id;
    const name = new URL(configuration.issuer).host;
    await work.database.$transaction(async (transaction) => {
      const { count } = await transaction.ltiInvitation.updateMany({
        where: { tokenHash, usedAt: null },
        data: { usedAt: databaseNow() },
      });
      if (count === 0) throw new Error('expected an unused invitation');
      const fields = {
        name,
        authorizationEndpoint: configuration.authorization_endpoint,
        tokenEndpoint: configuration.token_endpoint,
        jwksUri: configuration.jwks_uri,
        tokenAudience: configuration.authorization_server ?? null,
        deploymentIds: deploymentId === undefined ? [] : [deploymentId],
      };
      const ids = { issuer: configuration.issuer, clientId: client.client_id };
      const platform = await transaction.ltiPlatform.create({ data: { ...ids, ...fields } });
      await recordChange({ viewer: null }, transaction, {
        courseId: null,
        action: 'platform.register',
        subjectId: platform.id,
        subject: name,
      });
    });
    sendPage(response, {
      title: 'Downstream is registered',
      text: `${name} and this site know each other now. You can close this window.`,
      script: "(window.opener||window.parent).postMessage({subject:'org.imsglobal.lti.close'},'*')",
      framedBy: [...new Set([configuration.issuer, data.openid_configuration].map((url) => new URL(url).origin))],
    });
  } catch (error) {
    work.log.warn({ err: error }, 'a platform could not be registered');
    refuse(response, `The platform could not be registered: ${(error as Error).message.slice(0, 300)}.`, 502);
  }
}

async function ask(
  { lti }: LtiWork,
  url: string,
  init: Parameters<typeof lti.fetch>[1] = {},
): Promise<globalThis.Response> {
  const response = await lti.fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).origin} answered ${response.status}`);
  return response;
}

/** What this site says of itself. */
function toolRegistration(siteUrl: string): object {
  const launch = `${siteUrl}/lti/launch`;
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${siteUrl}/lti/login`,
    redirect_uris: [launch],
    client_name: 'Downstream',
    jwks_uri: `${siteUrl}/lti/jwks`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: Object.values(scopes).join(' '),
    [toolClaim]: {
      domain: new URL(siteUrl).host,
      target_link_uri: launch,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch, label: 'Downstream' },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: launch,
          label: 'Downstream: choose an assignment',
          placements: ['ContentArea', 'assignment_selection', 'link_selection'],
        },
      ],
    },
  };
}
