import type { Database } from '#prisma/client';
import { manyByKey, oneByKey } from '../batch.ts';

const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

export function weightsLoaders(database: Database) {
  return {
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
  };
}
