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

interface Held {
  backbone: string;
  /** What its worker says is left of it; null before it was measured. */
  etaSeconds: number | null;
  heldSeconds: number;
}

/**
 * When the runs that wait begin: each takes the place that is free first, in their order, for as long as runs of its
 * network took here (the median of those that succeeded lately; of all networks where none did). Runs that workers have
 * hold their places for what their workers say is left. Empty while no worker is there or nothing was measured. Memory,
 * reservations and runs that others submit meanwhile are left out, so this is an estimate.
 */
export async function estimateStarts(database: Database): Promise<StartEstimate[]> {
  const [workers, measured, held, waiting] = await Promise.all([
    database.worker.aggregate({ where: presentWorkers(), _sum: { concurrency: true } }),
    database.$queryRaw<{ backbone: string; seconds: number }[]>`
      SELECT backbone, "secondsUsed" AS seconds FROM run
      WHERE status = 'SUCCEEDED' AND "secondsUsed" > 0 ORDER BY "finishedAt" DESC LIMIT ${mostMeasured}`,
    database.$queryRaw<Held[]>`
      SELECT backbone, (progress->>'etaSeconds')::float8 AS "etaSeconds",
        coalesce(extract(epoch FROM (now() AT TIME ZONE 'UTC') - "claimedAt"), 0)::float8 AS "heldSeconds"
      FROM run WHERE status = ANY(${[...openStatuses]}::"RunStatus"[]) AND status <> 'QUEUED'`,
    readByHash<{ id: string; backbone: string }>(
      database,
      Prisma.sql`
      SELECT run.id, run.backbone FROM pgboss.job JOIN run ON job.id = run."jobId"::uuid
      WHERE job.name = ${runsQueue} AND job.state IN ('created', 'retry') AND run.status = 'QUEUED'
      ORDER BY job.priority DESC, job.created_on, job.id LIMIT ${mostWaiting}`,
    ),
  ]);
  const places = workers._sum.concurrency ?? 0;
  if (places === 0 || measured.length === 0) return [];
  const all = median(measured.map(({ seconds }) => seconds));
  const byBackbone = Map.groupBy(measured, ({ backbone }) => backbone);
  const usual = new Map([...byBackbone].map(([name, runs]) => [name, median(runs.map(({ seconds }) => seconds))]));
  const secondsOf = (backbone: string) => usual.get(backbone) ?? all;
  return takeTurns(
    places,
    held.map(({ backbone, etaSeconds, heldSeconds }) => etaSeconds ?? Math.max(0, secondsOf(backbone) - heldSeconds)),
    waiting.map(({ id, backbone }) => ({ runId: id, takes: secondsOf(backbone) })),
  );
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
