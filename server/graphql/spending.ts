import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Guest, Viewer } from './context.ts';
import { ApiError } from './errors.ts';
import { operationCost } from './operationCost.ts';

/** What an account may spend in a minute: forty of the dearest questions, or a page of the site every 0.1 s. */
const ofAnAccount = { points: 2_000_000, duration: 60 };
/** Everybody of one address who has not signed in: enough for a lecture hall that opens the first page. */
const ofAnAddress = { points: 500_000, duration: 60 };

/** A guest of a lecture: their page every second. */
const ofAGuest = { points: 200_000, duration: 60 };

/** Who asks: an account, a guest of a lecture, or somebody at this IP address. */
interface Asker {
  viewer: Viewer | null;
  guest: Guest | null;
  address: string;
}

/** Charges operations to those who ask. Throws BUSY with `retryAfterSeconds` when they have asked too much. */
export type Charge = (
  question: { document: DocumentNode; operationName?: string | null | undefined; variables: unknown },
  asker: Asker,
) => Promise<void>;

/**
 * @param limitsSpending false: only the cost of a single operation is limited
 * @param dearest what one operation may cost
 */
export function chargeOperations(schema: GraphQLSchema, limitsSpending: boolean, dearest?: number): Charge {
  const accounts = new RateLimiterMemory(ofAnAccount);
  const guests = new RateLimiterMemory(ofAGuest);
  const addresses = new RateLimiterMemory(ofAnAddress);
  return async ({ document, operationName, variables }, { viewer, guest, address }) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return;
    const cost = operationCost(schema, document, operation, (variables ?? {}) as Record<string, unknown>, dearest);
    if (!limitsSpending) return;
    const charged = viewer
      ? accounts.consume(viewer.id, cost)
      : guest
        ? guests.consume(guest.id, cost)
        : addresses.consume(address, cost);
    await charged.catch(refuse);
  };
}

function refuse(refusal: unknown): never {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
  throw new ApiError(
    'BUSY',
    `You have asked more than the server does for one in a minute: wait ${retryAfterSeconds} s.`,
    {
      retryAfterSeconds,
      http: { status: 429, headers: new Map([['retry-after', String(retryAfterSeconds)]]) },
    },
  );
}
