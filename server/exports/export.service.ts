import { type ExportFormat, exportEndings } from '#contracts/exports';
import type { Export, Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendExport } from '#prisma/queue';
import { ApiError } from '../graphql/errors.ts';
import { getRunForViewer, type RunContext } from '../runs/run.service.ts';

/** An export that takes longer has lost its job: the queue gives up on a job after an hour. */
const lostAfterMs = 2 * 3600 * 1000;

/**
 * Asks for a run's model in a format. A file that is there already, or being written, is not written twice; one that
 * could not be written is tried again. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, RUN_NOT_SUCCEEDED or MODEL_NOT_KEPT.
 */
export async function requestExport(context: RunContext, runId: string, format: ExportFormat): Promise<Export> {
  const run = await getRunForViewer(context, runId);
  requireModel(run);
  return context.database.$transaction(async (transaction) => {
    // Two who ask at once get the same export.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export ${runId} ${format}`}, 0))`;
    const where = { runId_format: { runId, format } };
    const there = await transaction.export.findUnique({ where });
    const isLost = there?.finishedAt === null && there.requestedAt.getTime() < databaseNow().getTime() - lostAfterMs;
    if (there && there.failure === null && !isLost) return there;
    const fresh = { requestedAt: databaseNow(), finishedAt: null, failure: null };
    const row = await transaction.export.upsert({ where, create: { runId, format }, update: fresh });
    await sendExport(context.queue, transaction, { exportId: row.id });
    return row;
  });
}

/** Throws RUN_NOT_SUCCEEDED or MODEL_NOT_KEPT. */
export function requireModel({ status, trainedParameters }: Run): void {
  if (status !== 'SUCCEEDED')
    throw new ApiError('RUN_NOT_SUCCEEDED', `Expected a run that succeeded, received one that is ${status}.`);
  if (trainedParameters === null)
    throw new ApiError(
      'MODEL_NOT_KEPT',
      'Expected a run whose trained model is kept. This one is too old: submit its recipe again with another seed, ' +
        'and export that run.',
    );
}

/** An export that the viewer may download. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function getExport(context: RunContext, id: string): Promise<Export> {
  const row = await context.database.export.findUnique({ where: { id } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of an export of the last day, received "${id}".`);
  await getRunForViewer(context, row.runId);
  return row;
}

/** What its file is called. */
export function fileName({ runId, format }: Pick<Export, 'runId' | 'format'>): string {
  return `run-${runId}${format === 'tfjs' ? '-tfjs.zip' : exportEndings[format as ExportFormat]}`;
}
