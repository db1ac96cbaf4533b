import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

export const runLoaders = loadersOfAnswer(({ database }) => ({
  run: oneByKey(
    (ids) => database.run.findMany({ where: { id: { in: ids } } }),
    (run) => run.id,
  ),
  /** The newest of the runs by which staff had one trained again. */
  rerun: oneByKey(
    (runIds) =>
      database.run.findMany({
        where: { rerunOf: { in: runIds } },
        orderBy: [{ rerunOf: 'asc' }, { id: 'desc' }],
        distinct: ['rerunOf'],
      }),
    (run) => run.rerunOf ?? '',
  ),
  evaluation: oneByKey(
    (runIds) => database.evaluation.findMany({ where: { runId: { in: runIds } } }),
    (evaluation) => evaluation.runId,
  ),
}));
