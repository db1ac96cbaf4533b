import DataLoader from 'dataloader';
import type { Database, Epoch } from '#prisma/client';
import { oneByKey } from '../batch.ts';
import { readEpochs } from '../epochs/readEpochs.ts';
import { queuePositions } from '../queue/positions.ts';

export function runLoaders(database: Database) {
  const historiesByPoints = new Map<number, DataLoader<string, Epoch[]>>();
  return {
    run: oneByKey(
      (ids) => database.run.findMany({ where: { id: { in: ids } } }),
      (run) => run.id,
    ),
    evaluation: oneByKey(
      (runIds) => database.evaluation.findMany({ where: { runId: { in: runIds } } }),
      (evaluation) => evaluation.runId,
    ),
    lastEpoch: oneByKey(
      (runIds) => database.$queryRaw<Epoch[]>`
        SELECT last.* FROM unnest(${runIds}::text[]) AS run(id)
        CROSS JOIN LATERAL (SELECT * FROM epoch WHERE "runId" = run.id ORDER BY epoch DESC LIMIT 1) AS last`,
      (epoch) => epoch.runId,
    ),
    queuePosition: oneByKey(
      (runIds) => queuePositions(database, runIds),
      (place) => place.runId,
    ),
    /** Whole histories, thinned to `maxPoints` rows. */
    epochs(maxPoints: number): DataLoader<string, Epoch[]> {
      const known = historiesByPoints.get(maxPoints);
      if (known) return known;
      const loader = new DataLoader<string, Epoch[]>(async (runIds) => {
        const epochs = Map.groupBy(await readEpochs(database, runIds, { maxPoints }), (epoch) => epoch.runId);
        return runIds.map((runId) => epochs.get(runId) ?? []);
      });
      historiesByPoints.set(maxPoints, loader);
      return loader;
    },
  };
}
