import { claimedStatuses } from '#contracts/runStatus';
import { countByKey, loadersOfMoment } from '../graphql/loaders.ts';

export const workerLoaders = loadersOfMoment(({ database }) => ({
  /** How many runs a worker has claimed. */
  runningRuns: countByKey(async (workerIds) => {
    const groups = await database.run.groupBy({
      by: ['workerId'],
      _count: true,
      where: { workerId: { in: workerIds }, status: { in: [...claimedStatuses] } },
    });
    return new Map(groups.map(({ workerId, _count }) => [workerId ?? '', _count]));
  }),
}));
