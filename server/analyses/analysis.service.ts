import { LRUCache } from 'lru-cache';
import { type Analysis, analysisSchema, heatmapsAtOnce } from '#contracts/analysis';
import type { Analysis as AnalysisRow, Heatmap as HeatmapRow, Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { ObjectStore } from '#prisma/objectStore';
import { sendAnalysis } from '#prisma/queue';
import { datasetVersionOf } from '#prisma/runTerms';
import type { DatasetServices } from '../datasets/dataset.context.ts';
import { requireModel } from '../exports/export.service.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRunForViewer, type RunContext } from '../runs/run.service.ts';

/** What analyses need of a server. */
export interface AnalysisServices {
  readAnalysis(address: string): Promise<Analysis>;
}

export type AnalysisContext = RunContext & DatasetServices & AnalysisServices;

/** Reads analyses, which never change, and remembers the last few. */
export function analysisReader(objects: ObjectStore): AnalysisServices['readAnalysis'] {
  const recent = new LRUCache<string, Analysis>({
    max: 8,
    fetchMethod: async (address) => analysisSchema.parse(JSON.parse((await objects.get(address)).toString('utf8'))),
  });
  return (address) => recent.forceFetch(address);
}

/** Work that takes longer has lost its job: the queue gives up on a job after an hour. */
const lostAfterMs = 2 * 3600 * 1000;

const isUsable = ({ failure, finishedAt, requestedAt }: Pick<AnalysisRow, 'failure' | 'finishedAt' | 'requestedAt'>) =>
  failure === null && (finishedAt !== null || requestedAt.getTime() > databaseNow().getTime() - lostAfterMs);

const fresh = () => ({ requestedAt: databaseNow(), finishedAt: null, failure: null });

/**
 * Asks a worker to look into a run's trained network. What is there, or under way, is not done twice. Throws NOT_FOUND,
 * NOT_ENROLLED, FORBIDDEN, RUN_NOT_SUCCEEDED or MODEL_NOT_KEPT.
 */
export async function requestAnalysis(context: AnalysisContext, runId: string): Promise<AnalysisRow> {
  const run = await getRunForViewer(context, runId);
  requireModel(run);
  return context.database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`analysis ${runId}`}, 0))`;
    const there = await transaction.analysis.findUnique({ where: { runId } });
    if (there && isUsable(there)) return there;
    const row = await transaction.analysis.upsert({ where: { runId }, create: { runId }, update: fresh() });
    await sendAnalysis(context.queue, transaction, { runId });
    return row;
  });
}

/**
 * Asks a worker where a run's network looks in an image. Throws as `requestAnalysis`, and BAD_USER_INPUT for an image
 * or a class that the dataset's training and validation images do not have, and BUSY where many wait already.
 */
export async function requestHeatmap(
  context: AnalysisContext,
  { runId, sha256, className }: { runId: string; sha256: string; className: string },
): Promise<HeatmapRow> {
  const run = await getRunForViewer(context, runId);
  requireModel(run);
  const manifest = await context.readManifest((await datasetVersionOf(context.database, run)).manifest);
  const classIndex = manifest.classNames.indexOf(className);
  if (classIndex < 0)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected one of ${manifest.classNames.join(', ')} as className, received ${JSON.stringify(className)}.`,
    );
  if (!manifest.bySha256.has(sha256))
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected the hash of a training or validation image of the run's dataset, received ${JSON.stringify(sha256)}.`,
    );
  return context.database.$transaction(async (transaction) => {
    // Two at once would both take the last place.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`heatmaps ${run.studentId}`}, 0))`;
    const where = { runId_sha256_classIndex: { runId, sha256, classIndex } };
    const there = await transaction.heatmap.findUnique({ where });
    if (there && isUsable(there)) return there;
    const since = new Date(databaseNow().getTime() - lostAfterMs);
    const waiting = await transaction.heatmap.count({
      where: { finishedAt: null, requestedAt: { gt: since }, run: { studentId: run.studentId } },
    });
    if (waiting >= heatmapsAtOnce)
      throw new ApiError('BUSY', `Expected at most ${heatmapsAtOnce} heat maps that wait, received one more.`);
    const row = await transaction.heatmap.upsert({
      where,
      create: { runId, sha256, classIndex },
      update: fresh(),
    });
    await sendAnalysis(context.queue, transaction, { heatmapId: row.id });
    return row;
  });
}

/** Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function getHeatmap(context: AnalysisContext, id: string): Promise<HeatmapRow & { run: Run }> {
  const row = await context.database.heatmap.findUnique({ where: { id }, include: { run: true } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of a heat map, received "${id}".`);
  await getRunForViewer(context, row.runId);
  return row;
}
