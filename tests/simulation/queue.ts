import { returnedPriority } from '#prisma/queue';
import type { WaitingWork } from '#prisma/waitingWork';
import type { PlannedRun } from './term.ts';

export interface SimulatedRun extends PlannedRun {
  student: number;
  submittedAt: number;
  priority: number;
  /** Seconds that are left to train. */
  left: number;
  /** When a worker claimed it first. */
  claimedAt?: number;
  endedAt?: number;
}

/** The queue as the database has it: by priority, then in order; and what the view `waiting_work` says of it. */
export interface SimulatedQueue {
  readonly waiting: number;
  /** Runs that have not ended. */
  readonly open: number;
  submit(run: Omit<SimulatedRun, 'priority'>): SimulatedRun;
  claim(): SimulatedRun | undefined;
  /** Puts a run back whose worker is lost. */
  returnRun(run: SimulatedRun): void;
  end(run: SimulatedRun): void;
  work(): WaitingWork;
}

/** As in prisma/waitingWork.ts: how many runs say how long one takes, and what one takes where none says it. */
const newest = 200;
const secondsOfUnknown = 60;

export function openSimulatedQueue(): SimulatedQueue {
  const lines = new Map<number, SimulatedRun[]>();
  const openOf = new Map<number, number>();
  const waitingOf = new Map<string, number>();
  const ended: SimulatedRun[] = [];
  let usual: ((backbone: string) => number) | undefined;
  let waiting = 0;
  let held = 0;
  const wait = (run: SimulatedRun) => {
    const line = lines.get(run.priority);
    if (line) line.push(run);
    else lines.set(run.priority, [run]);
    waitingOf.set(run.backbone, (waitingOf.get(run.backbone) ?? 0) + 1);
    waiting += 1;
  };
  return {
    get waiting() {
      return waiting;
    },
    get open() {
      return waiting + held;
    },
    submit(planned) {
      const openRuns = openOf.get(planned.student) ?? 0;
      openOf.set(planned.student, openRuns + 1);
      // As submitRun has it.
      const run = { ...planned, priority: 0 - openRuns };
      wait(run);
      return run;
    },
    claim() {
      if (waiting === 0) return undefined;
      const line = lines.get(Math.max(...lines.keys()))!;
      const run = line.shift()!;
      if (line.length === 0) lines.delete(run.priority);
      waitingOf.set(run.backbone, waitingOf.get(run.backbone)! - 1);
      waiting -= 1;
      held += 1;
      return run;
    },
    returnRun(run) {
      held -= 1;
      run.priority = returnedPriority;
      wait(run);
    },
    end(run) {
      held -= 1;
      openOf.set(run.student, openOf.get(run.student)! - 1);
      ended.push(run);
      if (ended.length > newest) ended.shift();
      usual = undefined;
    },
    work() {
      usual ??= usualSeconds(ended);
      let waitingSeconds = 0;
      for (const [backbone, count] of waitingOf) if (count > 0) waitingSeconds += count * usual(backbone);
      return { waitingRuns: waiting, waitingSeconds, heldRuns: held, waitingJobs: 0 };
    },
  };
}

/** How long a run of a network takes, by the newest ones: what the view reckons. */
export function usualSeconds(
  ended: readonly Pick<SimulatedRun, 'backbone' | 'seconds'>[],
): (backbone: string) => number {
  const known = new Map<string, number>();
  for (const [backbone, runs] of Map.groupBy(ended, (run) => run.backbone)) known.set(backbone, median(runs));
  const ofAll = ended.length > 0 ? median(ended) : secondsOfUnknown;
  return (backbone) => known.get(backbone) ?? ofAll;
}

function median(runs: readonly { seconds: number }[]): number {
  const sorted = runs.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
