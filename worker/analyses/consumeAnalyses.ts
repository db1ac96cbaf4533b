import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Database } from '#prisma/client';
import { type AnalysisJob, analysesQueue, analysisJobSchema, type Queue } from '#prisma/queue';
import type { ChildSettings } from '../child/messages.ts';
import { doInProcess } from '../processes/doInProcess.ts';
import type { EngineFallback } from '../queue/engineFallback.ts';
import type { AnalysisTask } from './analysisTask.ts';

interface Consumer {
  database: Database;
  queue: Queue;
  engines: Pick<EngineFallback, 'current'>;
  childSettings: ChildSettings;
  log: Logger;
  /** Aborted when the worker stops. Its analysis goes to another worker. */
  stopping: AbortSignal;
}

const processPath = fileURLToPath(new URL('./analysisProcess.ts', import.meta.url));

/**
 * Takes analyses from the queue, one at a time, and has each made in a process of its own, as runs are: the engine's
 * library may end it.
 */
export async function consumeAnalyses({
  database,
  queue,
  engines,
  childSettings,
  log,
  stopping,
}: Consumer): Promise<void> {
  await queue.work<AnalysisJob>(
    analysesQueue,
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([sent]) => {
      const job = analysisJobSchema.parse(sent!.data);
      if (await hasEnded(database, job)) return;
      const { name, reason, settings, provenance, onnxRuledOut } = engines.current();
      const { databaseUrl, directories, kerasWeightsUrl, featureStore } = childSettings;
      const { objects, sealed, cache } = directories;
      const task: AnalysisTask = {
        databaseUrl,
        directories: { objects, sealed, cache },
        kerasWeightsUrl,
        featureStore,
        job,
        engine: { name, reason, speed: provenance.speed, onnxRuledOut },
      };
      const ending = await doInProcess(processPath, task, stopping, settings);
      stopping.throwIfAborted();
      if (ending === null) return;
      log.error({ ...job, ending }, 'analysis failed');
      await fail(
        database,
        job,
        'Expected a worker to look into the network, but its process ended too early; try again',
      );
    },
  );
}

async function hasEnded(database: Database, job: AnalysisJob): Promise<boolean> {
  const row =
    'runId' in job
      ? await database.analysis.findUnique({ where: { runId: job.runId } })
      : await database.heatmap.findUnique({ where: { id: job.heatmapId } });
  return !row || row.finishedAt !== null;
}

async function fail(database: Database, job: AnalysisJob, failure: string): Promise<void> {
  const data = { failure, finishedAt: new Date() };
  if ('runId' in job) await database.analysis.updateMany({ where: { runId: job.runId, finishedAt: null }, data });
  else await database.heatmap.updateMany({ where: { id: job.heatmapId, finishedAt: null }, data });
}
