import { genericOAuth } from 'better-auth/plugins';
import { nearestName } from '#contracts/personName';

/** A provider of single sign-on by OpenID Connect. */
export interface SingleSignOn {
  /** E.g. https://login.school.edu; what it can do stands below it in /.well-known/openid-configuration. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
}

/** The provider's name in addresses and in the table of accounts. It answers to /api/auth/callback/oidc. */
const oidc = 'oidc';

/**
 * An account of the provider is joined to one of the site only when both have confirmed the same address, which is
 * better-auth's rule for providers that it does not trust.
 */
export function singleSignOnPlugin({ issuer, clientId, clientSecret, name }: SingleSignOn) {
  return genericOAuth({
    config: [
      {
        providerId: oidc,
        name,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        mapProfileToUser: (profile) => ({ name: nameOf(profile) }),
      },
    ],
  });
}

/** A name that the site can show, of what the provider calls a person. */
function nameOf(profile: { name?: unknown; email?: unknown; [claim: string]: unknown }): string {
  const { given_name: given, family_name: family, preferred_username: username } = profile;
  const candidates = [profile.name, [given, family].filter(Boolean).join(' '), username];
  for (const candidate of candidates) {
    const name = typeof candidate === 'string' ? nearestName(candidate) : undefined;
    if (name !== undefined) return name;
  }
  return nearestName(String(profile.email ?? '').split('@')[0]!) ?? '?';
}
