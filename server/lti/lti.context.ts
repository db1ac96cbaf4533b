import type { Configuration } from 'openid-client';
import type { Context, Services } from '../graphql/context.ts';
import { type OutboundChoices, type OutboundFetch, outboundFetch } from '../outbound/outboundFetch.ts';

/** What learning platforms need of a server. */
export interface Lti {
  /** Where people reach the site: platforms know the tool by addresses below it. */
  siteUrl: string;
  fetch: OutboundFetch;
  allowInternal: boolean;
  /** How openid-client speaks to each platform, by what is stored of it; it keeps their keys. */
  configurations: Map<string, Configuration>;
  /** Tokens for platforms' services. */
  tokens: Map<string, { token: string; until: number }>;
}

export interface LtiServices {
  lti: Lti;
}

export type LtiContext = Context & LtiServices;
/** The same where nobody asks. */
export type LtiWork = Services & LtiServices;

export function openLti(siteUrl: string, choices: OutboundChoices): Lti {
  return {
    siteUrl: new URL(siteUrl).origin,
    fetch: outboundFetch(choices),
    allowInternal: choices.allowInternal,
    configurations: new Map(),
    tokens: new Map(),
  };
}
