import DataLoader from 'dataloader';
import { claimedStatuses } from '#contracts/runStatus';
import type { Database } from '#prisma/client';

export function workerLoaders(database: Database) {
  return {
    /** How many runs a worker has in hand. */
    runningRuns: new DataLoader<string, number>(async (workerIds) => {
      const groups = await database.run.groupBy({
        by: ['workerId'],
        _count: true,
        where: { workerId: { in: [...workerIds] }, status: { in: [...claimedStatuses] } },
      });
      const counts = new Map(groups.map(({ workerId, _count }) => [workerId, _count]));
      return workerIds.map((id) => counts.get(id) ?? 0);
    }),
  };
}
