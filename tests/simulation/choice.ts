import { isDeepStrictEqual } from 'node:util';
import { type Cluster, type Setting, today } from './schedulers.ts';
import { simulate } from './simulate.ts';
import { day, drawTerm, type TermChoices } from './term.ts';

/** What a setting gave in all terms together. */
export interface Result extends Setting {
  runs: number;
  /** Seconds from a run's submission until a worker takes it. */
  waitP50: number;
  waitP95: number;
  /** Of runs that were submitted on the last day before a deadline. */
  waitP95LastDay: number;
  waitMax: number;
  /** Of all runs together. */
  waitHours: number;
  /** How long nodes were ours. */
  nodeHours: number;
  /** The share of that in which workers trained what had to be trained. */
  useful: number;
  jobsStarted: number;
  jobsCancelled: number;
  nodesLost: number;
  /** The most jobs at once. */
  mostJobs: number;
}

/** What a job costs beside its node's time, in seconds of a node: the scheduler's work before and after. Assumed. */
const jobSeconds = 30;
/** A ceiling that nothing reaches. */
const noCeiling = 1000;
/** Chance alone makes so much of a difference. */
const alike = 1.03;
/** What a ceiling may cost beside none. */
const dearer = 1.05;

const tried = {
  drainSeconds: [30, 60, 120, 300, 600, 1200],
  untilIdleSeconds: [30, 60, 90, 120, 180, 300, 600],
  looksBeforeCancelling: [1, 4, 16],
  mostPerLook: [2, 10],
  ceiling: [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128],
};

/** Plays terms with a setting. */
export function play(setting: Setting, cluster: Cluster, terms: readonly TermChoices[]): Result {
  const waits: number[] = [];
  const lastDay: number[] = [];
  let trained = 0;
  let nodeSeconds = 0;
  const counts = { jobsStarted: 0, jobsCancelled: 0, nodesLost: 0, mostJobs: 0 };
  for (const choices of terms) {
    const term = drawTerm(choices);
    const outcome = simulate(term, setting, cluster, choices.seed);
    for (const { submittedAt, claimedAt, seconds } of outcome.runs) {
      const wait = claimedAt! - submittedAt;
      waits.push(wait);
      if (term.deadlines.some((due) => submittedAt <= due && submittedAt > due - day)) lastDay.push(wait);
      trained += seconds;
    }
    nodeSeconds += outcome.nodeSeconds;
    counts.jobsStarted += outcome.jobsStarted;
    counts.jobsCancelled += outcome.jobsCancelled;
    counts.nodesLost += outcome.nodesLost;
    counts.mostJobs = Math.max(counts.mostJobs, outcome.mostJobs);
  }
  return {
    ...setting,
    runs: waits.length,
    waitP50: percentile(waits, 0.5),
    waitP95: percentile(waits, 0.95),
    waitP95LastDay: percentile(lastDay, 0.95),
    waitMax: percentile(waits, 1),
    waitHours: rounded(waits.reduce((sum, wait) => sum + wait, 0) / 3600, 2),
    nodeHours: rounded(nodeSeconds / 3600, 2),
    useful: rounded(trained / nodeSeconds, 3),
    ...counts,
  };
}

/**
 * The rule: an hour for which a run waits counts as much as an hour of a node, and each job that was started or taken
 * back half a minute of a node. The lower the better.
 */
export const costOf = ({ waitHours, nodeHours, jobsStarted, jobsCancelled }: Result): number =>
  waitHours + nodeHours + ((jobsStarted + jobsCancelled) * jobSeconds) / 3600;

/** Whether two settings cost the same but for chance. */
export const costsAlike = (one: Result, other: Result): boolean => costOf(one) <= alike * costOf(other);

/**
 * Of the settings that cost least, or the same but for chance: today's where it is among them, else the one with the
 * fewest jobs.
 */
function choose(results: readonly Result[], isToday: (result: Result) => boolean): Result {
  const jobs = ({ jobsStarted, jobsCancelled }: Result) => jobsStarted + jobsCancelled;
  const cheapest = results.reduce((best, each) => (costOf(each) < costOf(best) ? each : best));
  const cheap = results.filter((each) => costsAlike(each, cheapest));
  return cheap.find(isToday) ?? cheap.reduce((best, each) => (jobs(each) < jobs(best) ? each : best));
}

/** Plays a setting in the terms that are meant. */
export type Player = (setting: Setting) => Result;

/**
 * What the rule chooses: how soon work is done and when workers end, with no ceiling; then the damping; then the
 * ceiling.
 */
export function chooseSetting(kind: Cluster['kind'], played: Player): Result {
  const now = today(kind);
  const paces = tried.drainSeconds.flatMap((drainSeconds) =>
    tried.untilIdleSeconds.map((untilIdleSeconds) =>
      played({ ...now, ceiling: noCeiling, drainSeconds, untilIdleSeconds }),
    ),
  );
  let best = choose(
    paces,
    ({ drainSeconds, untilIdleSeconds }) =>
      drainSeconds === now.drainSeconds && untilIdleSeconds === now.untilIdleSeconds,
  );
  if (kind === 'slurm') {
    const dampings = tried.looksBeforeCancelling.flatMap((looksBeforeCancelling) =>
      tried.mostPerLook.map((mostPerLook) =>
        played({ ...settingOf(best), damping: { looksBeforeCancelling, mostPerLook } }),
      ),
    );
    best = choose(dampings, ({ damping }) => isDeepStrictEqual(damping, now.damping));
  }
  return chooseCeiling(settingOf(best), played);
}

/** The lowest ceiling that costs hardly more than none: a cluster is shared. */
export function chooseCeiling(setting: Setting, played: Player): Result {
  const free = played({ ...setting, ceiling: noCeiling });
  for (const ceiling of tried.ceiling) {
    const result = played({ ...setting, ceiling });
    if (costOf(result) <= dearer * costOf(free)) return result;
  }
  return free;
}

/** The settings beside one, in each direction that the rule considers. */
export function neighbours(setting: Setting): Setting[] {
  const beside = (values: readonly number[], value: number) => {
    const place = values.indexOf(value);
    return [values[place - 1], values[place + 1]].filter((each) => each !== undefined);
  };
  return [
    ...beside(tried.drainSeconds, setting.drainSeconds).map((drainSeconds) => ({ ...setting, drainSeconds })),
    ...beside(tried.untilIdleSeconds, setting.untilIdleSeconds).map((untilIdleSeconds) => ({
      ...setting,
      untilIdleSeconds,
    })),
    ...beside(tried.looksBeforeCancelling, setting.damping.looksBeforeCancelling).map((looksBeforeCancelling) => ({
      ...setting,
      damping: { ...setting.damping, looksBeforeCancelling },
    })),
  ];
}

const settingOf = ({ ceiling, drainSeconds, untilIdleSeconds, everySeconds, damping }: Setting): Setting => ({
  ceiling,
  drainSeconds,
  untilIdleSeconds,
  everySeconds,
  damping,
});

function percentile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return rounded(values[Math.max(0, Math.ceil(share * values.length) - 1)] ?? 0, 1);
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
