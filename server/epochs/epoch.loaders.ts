import type DataLoader from 'dataloader';
import { loadersOfMoment, manyByKey, oneByKey } from '../graphql/loaders.ts';
import { type EpochOfRun, readEpochs } from './epoch.service.ts';

export const epochLoaders = loadersOfMoment(({ database }) => {
  const histories = new Map<number, DataLoader<string, EpochOfRun[]>>();
  return {
    lastEpoch: oneByKey(
      (runIds) => database.$queryRaw<EpochOfRun[]>`
        SELECT run.id AS "runId", last.* FROM run
        CROSS JOIN LATERAL (SELECT * FROM epoch WHERE "runNumber" = run.number ORDER BY epoch DESC LIMIT 1) AS last
        WHERE run.id = ANY(${[...runIds]})`,
      (epoch) => epoch.runId,
    ),
    /** Whole histories, thinned to `maxPoints` rows. */
    history(maxPoints: number): DataLoader<string, EpochOfRun[]> {
      const loader =
        histories.get(maxPoints) ??
        manyByKey(
          (runIds) => readEpochs(database, runIds, { maxPoints }),
          (epoch) => epoch.runId,
        );
      histories.set(maxPoints, loader);
      return loader;
    },
  };
});
