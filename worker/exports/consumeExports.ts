import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { parseRecipe } from '#contracts/recipe';
import { estimateExportMemory } from '#learning';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type ExportJob, exportJobSchema, exportsQueue, type Queue } from '#prisma/queue';
import { doInProcess } from '../processes/doInProcess.ts';
import type { MemoryBudget } from '../queue/memoryBudget.ts';
import { waitForMemory } from '../queue/waitForMemory.ts';
import type { ExportTask } from './exportTask.ts';

interface ExportConsumer extends Omit<ExportTask, 'exportId'> {
  database: Database;
  queue: Queue;
  /** What it shares with the runs that are trained here. */
  memory: MemoryBudget;
  log: Logger;
  /** Aborted when the worker stops. Its export goes to another worker. */
  stopping: AbortSignal;
}

const processPath = fileURLToPath(new URL('./exportProcess.ts', import.meta.url));

/**
 * Takes exports from the queue, one at a time, and writes each in a process of its own, which the engine's library may
 * end. An export waits until the memory that it may need is free of runs.
 */
export async function consumeExports(consumer: ExportConsumer): Promise<void> {
  const { database, queue, memory, log, stopping, ...settings } = consumer;
  await queue.work<ExportJob>(
    exportsQueue,
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([job]) => {
      const { exportId } = exportJobSchema.parse(job!.data);
      const row = await database.export.findUnique({
        where: { id: exportId },
        include: { run: { include: { assignment: { include: { datasetVersion: true } } } } },
      });
      if (!row || row.finishedAt) return;
      const release = await waitForMemory(memory, `export ${exportId}`, bytesFor(row.run), stopping);
      const ending = await doInProcess(processPath, { exportId, ...settings }, stopping).finally(release);
      stopping.throwIfAborted();
      if (ending === null) return;
      log.error({ exportId, ending }, 'export failed');
      await database.export.updateMany({
        where: { id: exportId, finishedAt: null },
        data: {
          finishedAt: databaseNow(),
          failure: 'Expected a worker to write the file, but its process ended too early; ask for it again',
        },
      });
    },
  );
}

/** 0 when it is unknown: the recipe is from another version. */
function bytesFor(run: { recipe: unknown; assignment: { datasetVersion: { classNames: string[] } } }): number {
  const { recipe } = parseRecipe(run.recipe);
  return recipe ? estimateExportMemory(recipe, run.assignment.datasetVersion.classNames.length) : 0;
}
