import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Database } from '#prisma/client';
import { type ExportJob, exportJobSchema, exportsQueue, type Queue } from '#prisma/queue';
import { doInProcess } from '../processes/doInProcess.ts';
import type { ExportTask } from './exportTask.ts';

interface Consumer extends Omit<ExportTask, 'exportId'> {
  database: Database;
  queue: Queue;
  log: Logger;
  /** Aborted when the worker stops. Its export goes to another worker. */
  stopping: AbortSignal;
}

const processPath = fileURLToPath(new URL('./exportProcess.ts', import.meta.url));

/**
 * Takes exports from the queue, one at a time, and writes each in a process of its own: it needs as much memory as the
 * network has parameters, and the engine's library may end it.
 */
export async function consumeExports({ database, queue, log, stopping, ...settings }: Consumer): Promise<void> {
  await queue.work<ExportJob>(
    exportsQueue,
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([job]) => {
      const { exportId } = exportJobSchema.parse(job!.data);
      const row = await database.export.findUnique({ where: { id: exportId } });
      if (!row || row.finishedAt) return;
      const ending = await doInProcess(processPath, { exportId, ...settings }, stopping);
      stopping.throwIfAborted();
      if (ending === null) return;
      log.error({ exportId, ending }, 'export failed');
      await database.export.updateMany({
        where: { id: exportId, finishedAt: null },
        data: {
          finishedAt: new Date(),
          failure: 'Expected a worker to write the file, but its process ended too early; ask for it again',
        },
      });
    },
  );
}
