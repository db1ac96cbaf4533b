import type { Worker } from '#prisma/client';
import type { Context } from '../context.ts';

const day = 24 * 60 * 60 * 1000;
/** A worker says every 5 seconds that it is there. */
const silence = 15 * 1000;

/** The workers of the last 24 hours, the newest first. */
export function listWorkers(context: Context): Promise<Worker[]> {
  return context.database.worker.findMany({
    where: { lastSeenAt: { gt: new Date(Date.now() - day) } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  });
}

/** Whether a worker has neither stopped nor fallen silent. */
export function isAlive({ stoppedAt, lastSeenAt }: Worker): boolean {
  return stoppedAt === null && lastSeenAt.getTime() > Date.now() - silence;
}
