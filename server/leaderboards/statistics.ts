import { LRUCache } from 'lru-cache';
import type { Assignment, Database } from '#prisma/client';
import { readEpochs } from '../epochs/epoch.service.ts';
import { stepRange } from '../runs/scoreRange.ts';
import { measureTransfer } from '../transfer/measureTransfer.ts';
import { curvesOf } from '../transfer/transfer.service.ts';

export interface Statistics {
  participants: number;
  runs: number;
  scores: { low: number; high: number; participants: number }[];
  days: { day: string; runs: number }[];
  backbones: { backbone: string; runs: number; participants: number; fromScratch: number }[];
  transfer: TransferSummary | null;
}

interface TransferSummary {
  pairs: number;
  start: number;
  slope: number | null;
  asymptote: number;
}

/** Counting 100,000 runs takes half a second; a class that looks at once asks for them once. */
const kept = new LRUCache<string, Promise<Statistics>>({ max: 200, ttl: 30_000 });
const mostPairs = 200;
/** Bars of the histogram of scores, at most. */
const bars = 20;

/** What a class did in an assignment, half a minute old at most. */
export function readStatistics(database: Database, assignment: Assignment, timeZone: string): Promise<Statistics> {
  const key = `${assignment.id} ${assignment.edition} ${timeZone}`;
  const known = kept.get(key);
  if (known) return known;
  const counted = count(database, assignment, timeZone);
  kept.set(key, counted);
  counted.catch(() => kept.delete(key));
  return counted;
}

async function count(database: Database, assignment: Assignment, timeZone: string): Promise<Statistics> {
  const { id, courseId } = assignment;
  const [scores, days, backbones, transfer] = await Promise.all([
    countScores(database, assignment),
    database.$queryRaw<{ day: string; runs: number }[]>`
      SELECT to_char(run."submittedAt" AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day,
        count(*)::int AS runs
      FROM run JOIN enrollment ON enrollment."userId" = run."studentId" AND enrollment."courseId" = ${courseId}
        AND enrollment.role = 'STUDENT'
      WHERE run."assignmentId" = ${id} AND run."rerunOf" IS NULL
      GROUP BY day ORDER BY day DESC LIMIT 200`,
    database.$queryRaw<Statistics['backbones']>`
      SELECT run.backbone, count(*)::int AS runs,
        count(DISTINCT coalesce(run."teamId", run."studentId"))::int AS participants,
        (count(*) FILTER (WHERE run.recipe->>'weights' = 'random'))::int AS "fromScratch"
      FROM run JOIN enrollment ON enrollment."userId" = run."studentId" AND enrollment."courseId" = ${courseId}
        AND enrollment.role = 'STUDENT'
      WHERE run."assignmentId" = ${id} AND run."rerunOf" IS NULL
      GROUP BY run.backbone ORDER BY runs DESC, run.backbone LIMIT 50`,
    summarizeTransfer(database, assignment),
  ]);
  return {
    participants: scores.reduce((sum, { participants }) => sum + participants, 0),
    runs: backbones.reduce((sum, { runs }) => sum + runs, 0),
    scores,
    days: days.reverse(),
    backbones,
    transfer,
  };
}

/** The rounded public scores of the runs that count, in bars of whole steps. */
async function countScores(database: Database, assignment: Assignment): Promise<Statistics['scores']> {
  const rows = await database.standing.groupBy({
    by: ['publicScore', 'publicImages'],
    where: { assignmentId: assignment.id, revision: assignment.revision },
    _count: true,
    orderBy: { publicScore: 'asc' },
  });
  if (rows.length === 0) return [];
  const ranges = rows.map(({ publicScore, publicImages, _count }) => ({
    ...stepRange(publicScore, publicImages, assignment, assignment.seedsCounted),
    participants: _count,
  }));
  const least = ranges[0]!.low;
  const width = Math.max(assignment.scoreStep, (ranges.at(-1)!.high - least) / bars);
  return [...Map.groupBy(ranges, ({ low }) => Math.floor((low - least) / width + 1e-9)).values()].map((bar) => ({
    low: bar[0]!.low,
    high: bar.at(-1)!.high,
    participants: bar.reduce((sum, { participants }) => sum + participants, 0),
  }));
}

/** The mean of what transfer brought, over the newest runs with a twin. */
async function summarizeTransfer(database: Database, { id }: Assignment): Promise<TransferSummary | null> {
  const twins = await database.run.findMany({
    where: { assignmentId: id, twinOf: { not: null }, status: 'SUCCEEDED', rerunOf: null },
    select: { id: true, twinOf: true },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: mostPairs,
  });
  const ids = twins.flatMap(({ id, twinOf }) => [id, twinOf!]);
  if (ids.length === 0) return null;
  const epochs = Map.groupBy(await readEpochs(database, ids, { maxPoints: 500 }), ({ runId }) => runId);
  const measures = twins.flatMap(
    (twin) => measureTransfer(curvesOf(epochs, [{ id: twin.twinOf! }]), curvesOf(epochs, [twin]), 0) ?? [],
  );
  if (measures.length === 0) return null;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const slopes = measures.flatMap(({ slope }) => (slope ? [slope.value] : []));
  return {
    pairs: measures.length,
    start: mean(measures.map(({ start }) => start.value)),
    slope: slopes.length > 0 ? mean(slopes) : null,
    asymptote: mean(measures.map(({ asymptote }) => asymptote.value)),
  };
}
