import type { Logger } from 'pino';
import type { ApiKeyScope } from '#contracts/apiKeys';
import type { LanguageSources } from '#contracts/languages';
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

/** Somebody who takes part in a lecture without an account. */
export interface Guest {
  id: string;
  lectureId: string;
  number: number;
  nickname: string;
}

/** The language of a request: what was chosen in the browser, and the header that the browser sends. */
export type RequestLanguage = Pick<LanguageSources, 'cookie' | 'acceptLanguage'>;

/** What belongs to one request. */
interface Request {
  /** Null before signing in. */
  viewer: Viewer | null;
  /**
   * The guest whose token came along. A guest is no viewer: only what is made for guests (server/lectures) asks for it.
   */
  guest: Guest | null;
  /** The IP address that asks. */
  address: string;
  /** What the request says of the language that its reader wants, besides the account's own choice. */
  asked: RequestLanguage;
  /** Loaders remember what they read for this answer. A subscription puts a new object here for each of its answers. */
  answer: object;
  /**
   * Answers that are made at the same moment, for several people, have one object here: what is the same for all of
   * them is read once.
   */
  moment?: object;
  /** True while a mutation's own resolver works (`mutations.ts`). */
  isChanging?: boolean;
}

/** What a resolver gets. */
export type Context = Services & Request;

export function createContext<All extends Services>(
  services: All,
  viewer: Viewer | null,
  address: string,
  asked: RequestLanguage = {},
  guest: Guest | null = null,
): All & Request {
  return { ...services, viewer, guest, address, asked, answer: {} };
}
