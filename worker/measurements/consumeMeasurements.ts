import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type MeasurementJob, measurementJobSchema, measurementsQueue, type Queue } from '#prisma/queue';
import { doInProcess } from '../processes/doInProcess.ts';
import type { EngineFallback } from '../queue/engineFallback.ts';
import type { MemoryBudget } from '../queue/memoryBudget.ts';
import { waitForMemory } from '../queue/waitForMemory.ts';
import type { MeasurementTask } from './measurementTask.ts';

interface Consumer {
  database: Database;
  queue: Queue;
  databaseUrl: string;
  engines: Pick<EngineFallback, 'current'>;
  /** What it shares with the runs that are trained here. */
  memory: MemoryBudget;
  log: Logger;
  /** Aborted when the worker stops. Its measurement goes to another worker, which begins again. */
  stopping: AbortSignal;
}

/** What the process takes with the largest of the networks, VGG19: the engine, and the network twice. */
const bytes = 1_600_000_000;

const processPath = fileURLToPath(new URL('./measurementProcess.ts', import.meta.url));

/** Takes measurements from the queue, and has each made in a process of its own. */
export async function consumeMeasurements(consumer: Consumer): Promise<void> {
  const { database, queue, databaseUrl, engines, memory, log, stopping } = consumer;
  await queue.work<MeasurementJob>(
    measurementsQueue,
    { pollingIntervalSeconds: 2, heartbeatRefreshSeconds: 2 },
    async ([job]) => {
      const { measurementId } = measurementJobSchema.parse(job!.data);
      const row = await database.networkMeasurement.findUnique({ where: { id: measurementId } });
      if (!row || row.finishedAt) return;
      const release = await waitForMemory(memory, `measurement ${measurementId}`, bytes, stopping);
      const { name, settings } = engines.current();
      const task: MeasurementTask = { measurementId, databaseUrl, engine: name };
      const ending = await doInProcess(processPath, task, stopping, settings).finally(release);
      stopping.throwIfAborted();
      if (ending === null) return;
      log.error({ measurementId, ending }, 'measurement failed');
      await database.networkMeasurement.updateMany({
        where: { id: measurementId, finishedAt: null },
        data: {
          finishedAt: databaseNow(),
          failure: 'Expected a worker to measure all networks, but its process ended too early; try again',
        },
      });
    },
  );
}
