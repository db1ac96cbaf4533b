import type { Logger } from 'pino';
import type { ApiKeyScope } from '#contracts/apiKeys';
import type { Database, SiteRole } from '#prisma/client';

/** The account that sent a request. */
export interface Viewer {
  id: string;
  name: string;
  email: string;
  siteRole: SiteRole;
  /** The session that the request came with; null for an API key. */
  sessionId: string | null;
  /** What the account has to do before it may take part; null when there is nothing. */
  duty: Duty | null;
  /** What the API key may do by which the account is there; undefined: it has signed in. */
  scopes?: ReadonlySet<ApiKeyScope> | undefined;
}

/** Confirm the e-mail address, or set up a second factor, where the site asks for it. */
export const duties = ['CONFIRM_EMAIL', 'SECOND_FACTOR'] as const;
export type Duty = (typeof duties)[number];

/** What one server has, and every noun may use. A noun that needs more says so in an interface of its own. */
export interface Services {
  database: Database;
  log: Logger;
}

/** What belongs to one request. */
interface Request {
  /** Null before signing in. */
  viewer: Viewer | null;
  /** The IP address that asks. */
  address: string;
  /** Loaders remember what they read for this answer. A subscription puts a new object here for each of its answers. */
  answer: object;
  /** True while a mutation's own resolver works (`mutations.ts`). */
  isChanging?: boolean;
}

/** What a resolver gets. */
export type Context = Services & Request;

export function createContext<All extends Services>(
  services: All,
  viewer: Viewer | null,
  address: string,
): All & Request {
  return { ...services, viewer, address, answer: {} };
}
