import type DataLoader from 'dataloader';
import type { Epoch } from '#prisma/client';
import { loadersOfMoment, manyByKey, oneByKey } from '../graphql/loaders.ts';
import { readEpochs } from './epoch.service.ts';

export const epochLoaders = loadersOfMoment(({ database }) => {
  const histories = new Map<number, DataLoader<string, Epoch[]>>();
  return {
    lastEpoch: oneByKey(
      (runIds) => database.$queryRaw<Epoch[]>`
        SELECT last.* FROM unnest(${runIds}::text[]) AS run(id)
        CROSS JOIN LATERAL (SELECT * FROM epoch WHERE "runId" = run.id ORDER BY epoch DESC LIMIT 1) AS last`,
      (epoch) => epoch.runId,
    ),
    /** Whole histories, thinned to `maxPoints` rows. */
    history(maxPoints: number): DataLoader<string, Epoch[]> {
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
