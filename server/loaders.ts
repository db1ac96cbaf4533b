import type { Database } from '#prisma/client';
import { userLoaders } from './accounts/user.loaders.ts';
import type { Viewer } from './accounts/viewer.ts';
import { assignmentLoaders } from './assignments/assignment.loaders.ts';
import { courseLoaders } from './courses/course.loaders.ts';
import { datasetLoaders } from './datasets/dataset.loaders.ts';
import { runLoaders } from './runs/run.loaders.ts';
import { weightsLoaders } from './weights/weights.loaders.ts';
import { workerLoaders } from './workers/worker.loaders.ts';

/**
 * Everything that a list may resolve a relation with: one statement a relation, however long the list. They remember,
 * so make new ones for each answer.
 */
export function createLoaders(database: Database, viewer: Viewer | null) {
  return {
    ...userLoaders(database, viewer),
    ...courseLoaders(database, viewer),
    ...datasetLoaders(database),
    ...assignmentLoaders(database, viewer),
    ...runLoaders(database),
    ...weightsLoaders(database),
    ...workerLoaders(database),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
