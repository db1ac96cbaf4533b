import { loadersOfMoment, manyByKey, oneByKey } from '../graphql/loaders.ts';

const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

export const weightsLoaders = loadersOfMoment(({ database }) => ({
  weights: oneByKey(
    (ids) => database.weights.findMany({ where: { id: { in: ids } } }),
    (weights) => weights.id,
  ),
  weightsOfCourse: manyByKey(
    (courseIds) => database.weights.findMany({ where: { courseId: { in: courseIds } }, orderBy: newestFirst }),
    (weights) => weights.courseId,
  ),
  weightsOfRun: manyByKey(
    (runIds) => database.weights.findMany({ where: { runId: { in: runIds } }, orderBy: newestFirst }),
    (weights) => weights.runId ?? '',
  ),
}));
