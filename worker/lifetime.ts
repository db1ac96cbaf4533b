import { type Queue, runsQueue } from '#prisma/queue';

/** When a worker ends by itself, so that a scheduler can start it and need not stop it. It never does when left out. */
export interface WorkerLimits {
  /** After so many seconds in which it had no work of any kind. */
  untilIdleSeconds?: number | undefined;
  /** After so many runs. */
  maxRuns?: number | undefined;
  /** When a newer version has migrated the database. */
  untilNewer?: boolean | undefined;
}

/** Why a worker ends by itself. */
export type WorkerEnd = 'it was idle' | 'it has had its runs' | 'a newer version has migrated the database';

interface RunPlace {
  /** The run has been admitted: the worker works. */
  begin(): void;
  /** The run has left. `counts`: whether it was one of those that the worker may have. */
  leave(counts: boolean): void;
}

export interface Lifetime {
  /** How many runs it may still begin. Infinity when nobody limits them. */
  readonly runsLeft: number;
  /** Takes one of the runs that it may still begin. */
  takeRun(): RunPlace;
  /** Resolves when the worker should end by itself. */
  ended: Promise<WorkerEnd>;
  stop(): void;
}

const lookEveryMs = 250;

/** Follows what a worker does, and says when it should end. */
export function openLifetime(queue: Queue, { untilIdleSeconds, maxRuns }: WorkerLimits): Lifetime {
  const { promise: ended, resolve: end } = Promise.withResolvers<WorkerEnd>();
  const most = maxRuns ?? Number.POSITIVE_INFINITY;
  let taken = 0;
  let left = 0;
  let here = 0;
  let idleSince = performance.now();

  const look = () => {
    // A run that waits for memory is fetched every few seconds and has not begun: it keeps no worker alive.
    const works = here > 0 || queue.getWipData().some(({ name, count }) => name !== runsQueue && count > 0);
    if (works) idleSince = performance.now();
    else if (performance.now() - idleSince >= untilIdleSeconds! * 1000) end('it was idle');
  };
  const timer = untilIdleSeconds === undefined ? undefined : setInterval(look, lookEveryMs);

  return {
    get runsLeft() {
      return most - taken;
    },
    takeRun() {
      taken++;
      let works = false;
      return {
        begin() {
          works = true;
          here++;
        },
        leave(counts) {
          if (works) here--;
          if (counts) {
            left++;
            idleSince = performance.now();
          } else taken--;
          if (left >= most) end('it has had its runs');
        },
      };
    },
    ended,
    stop: () => clearInterval(timer),
  };
}
