import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

export const runLoaders = loadersOfAnswer(({ database }) => ({
  run: oneByKey(
    (ids) => database.run.findMany({ where: { id: { in: ids } } }),
    (run) => run.id,
  ),
  evaluation: oneByKey(
    (runIds) => database.evaluation.findMany({ where: { runId: { in: runIds } } }),
    (evaluation) => evaluation.runId,
  ),
}));
