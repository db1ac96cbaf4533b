import {
  allowInsecureRequests,
  Configuration,
  type CustomFetchOptions,
  clientCredentialsGrant,
  customFetch,
  useIdTokenResponseType as expectIdToken,
  modifyAssertion,
  PrivateKeyJwt,
} from 'openid-client';
import type { LtiPlatform } from '#prisma/client';
import { signingKey } from './keys.ts';
import type { LtiWork } from './lti.context.ts';

/** How openid-client speaks to a platform: with the site's own key, over connections that are checked. */
export async function configurationOf({ database, lti }: LtiWork, platform: LtiPlatform): Promise<Configuration> {
  const { issuer, clientId, authorizationEndpoint, tokenEndpoint, jwksUri, tokenAudience } = platform;
  const { kid, key } = await signingKey(database);
  const known = JSON.stringify([issuer, clientId, authorizationEndpoint, tokenEndpoint, jwksUri, tokenAudience, kid]);
  const kept = lti.configurations.get(known);
  if (kept) return kept;
  const configuration = new Configuration(
    { issuer, authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint, jwks_uri: jwksUri },
    clientId,
    { id_token_signed_response_alg: 'RS256' },
    PrivateKeyJwt(
      { key, kid },
      {
        // openid-client says the issuer; Canvas wants its token endpoint, and the specification allows no other.
        [modifyAssertion]: (_header, payload) => {
          payload.aud = tokenAudience ?? tokenEndpoint;
        },
      },
    ),
  );
  expectIdToken(configuration);
  if (lti.allowInternal) allowInsecureRequests(configuration);
  configuration[customFetch] = (url: string, options: CustomFetchOptions) =>
    lti.fetch(url, {
      method: options.method,
      headers: options.headers,
      signal: options.signal,
      ...(options.body != null && { body: textOf(options.body) }),
    });
  lti.configurations.set(known, configuration);
  return configuration;
}

function textOf(body: NonNullable<CustomFetchOptions['body']>): string | URLSearchParams {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body;
  throw new TypeError('expected a form or text as the body of a request to a platform');
}

/** What a platform's service answered instead of what was asked for. */
export class PlatformError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = 'PlatformError';
    this.status = status;
  }
}

export interface ServiceRequest {
  method?: 'GET' | 'POST' | 'PUT';
  /** What the token must allow. */
  scopes: readonly string[];
  accept?: string;
  contentType?: string;
  body?: unknown;
}

/** Asks a service of a platform with a token for it. Throws PlatformError unless the answer is 2xx. */
export async function askService(
  work: LtiWork,
  platform: LtiPlatform,
  url: string,
  { method = 'GET', scopes, accept, contentType, body }: ServiceRequest,
): Promise<{ body: unknown; next: string | null }> {
  const token = await serviceToken(work, platform, scopes);
  const response = await work.lti.fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(accept && { accept }),
      ...(contentType && { 'content-type': contentType }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status === 401) work.lti.tokens.delete(tokenKey(platform, scopes));
  if (!response.ok)
    throw new PlatformError(`${method} ${new URL(url).pathname} answered ${response.status}`, response.status);
  return { body: text === '' ? null : JSON.parse(text), next: nextPage(response.headers.get('link'), url) };
}

const tokenKey = ({ id }: LtiPlatform, scopes: readonly string[]) => [id, ...scopes].join(' ');

async function serviceToken(work: LtiWork, platform: LtiPlatform, scopes: readonly string[]): Promise<string> {
  const key = tokenKey(platform, scopes);
  const kept = work.lti.tokens.get(key);
  if (kept && kept.until > Date.now()) return kept.token;
  const configuration = await configurationOf(work, platform);
  const answer = await clientCredentialsGrant(configuration, { scope: scopes.join(' ') });
  const seconds = answer.expiresIn() ?? 300;
  work.lti.tokens.set(key, { token: answer.access_token, until: Date.now() + Math.max(0, seconds - 60) * 1000 });
  return answer.access_token;
}

/** Of a `Link` header; only on the same host, so that no token goes elsewhere. */
function nextPage(header: string | null, url: string): string | null {
  const next = header?.match(/<([^>]+)>\s*;[^,]*\brel="?next"?/i)?.[1];
  if (next === undefined) return null;
  const address = new URL(next, url);
  return address.origin === new URL(url).origin ? address.href : null;
}
