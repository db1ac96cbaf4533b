import { openStatuses } from '#contracts/runStatus';
import { type Database, Prisma } from '#prisma/client';
import { readByHash } from '#prisma/hashJoins';
import { runsQueue } from '#prisma/queue';
import { presentWorkers } from '../workers/worker.service.ts';

/** Runs that wait beyond these get no estimate: nobody waits for the two-thousandth. */
const mostWaiting = 2000;
/** The newest runs that say how long one takes. */
const mostMeasured = 200;

/** When a run that waits begins. */
export interface StartEstimate {
  runId: string;
  /** Seconds from now. */
  seconds: number;
}

/** What a run resembles others in, from all that decides how long it takes to its network alone. */
interface Likeness {
  recipe: string;
  freezing: string;
  backbone: string;
}

interface Held extends Likeness {
  /** What its worker says is left of it; null before it knows the speed of all that is to come. */
  etaSeconds: number | null;
  heldSeconds: number;
}

/** A run that takes longer than others did goes on for this share of the time that it has taken. */
const overdueShare = 0.25;

const likeness = Prisma.sql`
  run.backbone,
  concat_ws(' ', run.backbone, run.recipe->>'freeze', jsonb_path_query_array(run.recipe, '$.stages[*].freeze'))
    AS freezing,
  concat_ws(' ', run."assignmentId", run.backbone, run.recipe->>'freeze', run.recipe->>'inputSize',
    run.recipe->'training'->>'epochs', run.recipe ? 'augmentation', run.recipe->>'stages') AS recipe`;

/**
 * When the runs that wait begin: each takes the place that is free first, in their order, for as long as runs like it
 * took here (the median of those that succeeded lately: of the same recipe but for its head and seed, else of the same
 * network frozen alike, else of the network, else of all). Runs that workers have hold their places for what their
 * workers say is left; before they train, for what is left of the usual time. Empty while no worker is there or nothing
 * was measured. Memory, reservations and runs that others submit meanwhile are left out, so this is an estimate.
 */
export async function estimateStarts(database: Database): Promise<StartEstimate[]> {
  const [workers, measured, held, waiting] = await Promise.all([
    database.worker.aggregate({ where: presentWorkers(), _sum: { concurrency: true } }),
    database.$queryRaw<(Likeness & { seconds: number })[]>`
      SELECT ${likeness}, "secondsUsed" AS seconds FROM run
      WHERE status = 'SUCCEEDED' AND "secondsUsed" > 0 ORDER BY "finishedAt" DESC LIMIT ${mostMeasured}`,
    database.$queryRaw<Held[]>`
      SELECT ${likeness}, (progress->>'etaSeconds')::float8 AS "etaSeconds",
        coalesce(extract(epoch FROM (now() AT TIME ZONE 'UTC') - "claimedAt"), 0)::float8 AS "heldSeconds"
      FROM run WHERE status = ANY(${[...openStatuses]}::"RunStatus"[]) AND status <> 'QUEUED'`,
    readByHash<Likeness & { id: string }>(
      database,
      Prisma.sql`
      SELECT run.id, ${likeness} FROM pgboss.job JOIN run ON job.id = run."jobId"::uuid
      WHERE job.name = ${runsQueue} AND job.state IN ('created', 'retry') AND run.status = 'QUEUED'
      ORDER BY job.priority DESC, job.created_on, job.id LIMIT ${mostWaiting}`,
    ),
  ]);
  const places = workers._sum.concurrency ?? 0;
  if (places === 0 || measured.length === 0) return [];
  const usual = usualSeconds(measured);
  return takeTurns(
    places,
    held.map((run) => secondsLeft(run, usual(run))),
    waiting.map((run) => ({ runId: run.id, takes: usual(run) })),
  );
}

/** How long a run takes, from measured ones, of which there is one at least. */
function usualSeconds(measured: readonly (Likeness & { seconds: number })[]): (run: Likeness) => number {
  const medians = (key: keyof Likeness) =>
    new Map(
      [...Map.groupBy(measured, (run) => run[key])].map(([name, runs]) => [name, median(runs.map(secondsOf))] as const),
    );
  const [byRecipe, byFreezing, byBackbone] = [medians('recipe'), medians('freezing'), medians('backbone')];
  const all = median(measured.map(secondsOf));
  return ({ recipe, freezing, backbone }) =>
    byRecipe.get(recipe) ?? byFreezing.get(freezing) ?? byBackbone.get(backbone) ?? all;
}

const secondsOf = ({ seconds }: { seconds: number }) => seconds;

/** What is left of a run that a worker has and that takes `usual` seconds in all. */
export function secondsLeft(
  { etaSeconds, heldSeconds }: Pick<Held, 'etaSeconds' | 'heldSeconds'>,
  usual: number,
): number {
  return etaSeconds ?? Math.max(usual - heldSeconds, heldSeconds * overdueShare);
}

/** `held`: seconds after which places become free that are taken now. */
export function takeTurns(
  places: number,
  held: readonly number[],
  waiting: readonly { runId: string; takes: number }[],
): StartEstimate[] {
  const free = Array.from({ length: Math.max(places, held.length) }, (_, index) => held[index] ?? 0);
  return waiting.map(({ runId, takes }) => {
    const first = free.reduce((best, seconds, index) => (seconds < free[best]! ? index : best), 0);
    const seconds = free[first]!;
    free[first] = seconds + takes;
    return { runId, seconds };
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
