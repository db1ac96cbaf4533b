import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type AnalysisJob, analysesQueue, analysisJobSchema, predictionsQueue, type Queue } from '#prisma/queue';
import type { ChildSettings } from '../child/messages.ts';
import { doInProcess } from '../processes/doInProcess.ts';
import type { EngineFallback } from '../queue/engineFallback.ts';
import type { MemoryBudget } from '../queue/memoryBudget.ts';
import { waitForMemory } from '../queue/waitForMemory.ts';
import { memoryFor } from './analysisMemory.ts';
import type { AnalysisTask } from './analysisTask.ts';

interface Consumer {
  database: Database;
  queue: Queue;
  engines: Pick<EngineFallback, 'current'>;
  childSettings: ChildSettings;
  /** What it shares with the runs that are trained here. */
  memory: MemoryBudget;
  log: Logger;
  /** Aborted when the worker stops. Its analysis goes to another worker. */
  stopping: AbortSignal;
}

const processPath = fileURLToPath(new URL('./analysisProcess.ts', import.meta.url));

/**
 * Takes analyses and people's own pictures from their queues, of each one at a time, and has each made in a process of
 * its own, as runs are: the engine's library may end it. It waits until the memory that it may need is free of runs.
 */
export async function consumeAnalyses(consumer: Consumer): Promise<void> {
  const options = { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 };
  for (const name of [analysesQueue, predictionsQueue])
    await consumer.queue.work<AnalysisJob>(name, options, ([sent]) =>
      analyse(analysisJobSchema.parse(sent!.data), consumer),
    );
}

async function analyse(
  job: AnalysisJob,
  { database, engines, childSettings, memory, log, stopping }: Consumer,
): Promise<void> {
  const runId = await openRunOf(database, job);
  if (runId === null) return;
  const { name, reason, settings, provenance, onnxRuledOut } = engines.current();
  const bytes = await memoryFor(database, job, runId, name);
  const release = await waitForMemory(memory, `analysis ${JSON.stringify(job)}`, bytes, stopping);
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
  const ending = await doInProcess(processPath, task, stopping, settings).finally(release);
  stopping.throwIfAborted();
  if (ending === null) return;
  log.error({ ...job, ending }, 'analysis failed');
  await fail(database, job, 'Expected a worker to look into the network, but its process ended too early; try again');
}

/** The run of a job that has not ended; null when it has, or when its row is gone. */
async function openRunOf(database: Database, job: AnalysisJob): Promise<string | null> {
  const row =
    'runId' in job
      ? await database.analysis.findUnique({ where: { runId: job.runId } })
      : 'heatmapId' in job
        ? await database.heatmap.findUnique({ where: { id: job.heatmapId } })
        : await database.prediction.findUnique({ where: { id: job.predictionId }, omit: { picture: true } });
  return !row || row.finishedAt !== null ? null : row.runId;
}

async function fail(database: Database, job: AnalysisJob, failure: string): Promise<void> {
  const data = { failure, finishedAt: databaseNow() };
  if ('runId' in job) await database.analysis.updateMany({ where: { runId: job.runId, finishedAt: null }, data });
  else if ('heatmapId' in job)
    await database.heatmap.updateMany({ where: { id: job.heatmapId, finishedAt: null }, data });
  else
    await database.prediction.updateMany({
      where: { id: job.predictionId, finishedAt: null },
      data: { ...data, picture: null },
    });
}
