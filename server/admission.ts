import type { RequestHandler } from 'express';
import { ApiError } from './graphql/errors.ts';

export interface AdmissionLimits {
  /** Requests that are worked on at the same time. More would only share the same processor and connections. */
  atOnce: number;
  /** Requests that wait for their turn. */
  waiting: number;
}

/** At 50 requests in a second, which one busy core answers, the last one waits six seconds. */
export const admissionLimits: AdmissionLimits = { atOnce: 20, waiting: 300 };

/** Of how many past requests the mean duration tells, about. */
const remembered = 50;

/**
 * Lets a few requests in at once; the next ones wait in turn, and those beyond are refused with BUSY and the seconds
 * until their turn might have come. So a server that is asked more than it can do stays as quick as it is at its best,
 * and needs no more memory.
 */
export function admitRequests({ atOnce, waiting }: AdmissionLimits): RequestHandler {
  let atWork = 0;
  let meanMs = 50;
  const queue = new Set<() => void>();

  const beginNext = () => {
    const [next] = queue;
    if (next && atWork < atOnce) next();
  };

  return (_request, response, next) => {
    if (atWork >= atOnce && queue.size >= waiting) throw busy(Math.ceil((queue.size * meanMs) / atOnce / 1000));
    const begin = () => {
      queue.delete(begin);
      atWork += 1;
      const begun = performance.now();
      response.once('close', () => {
        atWork -= 1;
        meanMs += (performance.now() - begun - meanMs) / remembered;
        beginNext();
      });
      next();
    };
    queue.add(begin);
    // Who goes away before their turn leaves the queue.
    response.once('close', () => queue.delete(begin));
    beginNext();
  };
}

function busy(seconds: number): ApiError {
  const retryAfterSeconds = Math.max(1, seconds);
  return new ApiError(
    'BUSY',
    `The server is asked more at once than it can answer: try again in ${retryAfterSeconds} s.`,
    { detail: 'SERVER', retryAfterSeconds },
  );
}
