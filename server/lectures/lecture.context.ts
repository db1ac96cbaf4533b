import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AnalysisContext } from '../analyses/analysis.service.ts';
import { ApiError } from '../graphql/errors.ts';

/** What lectures need of a server. */
export interface LectureServices {
  lectures: {
    /** Counts somebody who joins from an address. Throws BUSY for too many. */
    limitJoining(address: string): Promise<void>;
  };
}

export type LectureContext = AnalysisContext & LectureServices & { siteUrl: string };

/** A hall of 300 behind one address can join within minutes, and again after it was reloaded. */
const joining = { points: 600, duration: 600 };

export function lectureServices(limitsRequests: boolean): LectureServices['lectures'] {
  const limiter = new RateLimiterMemory(joining);
  return {
    async limitJoining(address) {
      if (!limitsRequests) return;
      await limiter.consume(address).catch(() => {
        throw new ApiError('BUSY', 'Expected fewer people who join from one address: wait some minutes.');
      });
    },
  };
}
