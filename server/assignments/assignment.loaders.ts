import { countByKey, loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';
import { countedRuns } from './quota.ts';

export const assignmentLoaders = loadersOfAnswer(({ database, viewer }) => ({
  assignment: oneByKey(
    (ids) => database.assignment.findMany({ where: { id: { in: ids } } }),
    (assignment) => assignment.id,
  ),
  assignmentsOfCourse: manyByKey(
    (courseIds) =>
      database.assignment.findMany({
        where: { courseId: { in: courseIds } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    (assignment) => assignment.courseId,
  ),
  /** How many of the viewer's runs count against an assignment's quota. */
  ownCountedRuns: countByKey(async (assignmentIds) =>
    viewer ? countedRuns(database, viewer.id, assignmentIds) : new Map(),
  ),
}));
