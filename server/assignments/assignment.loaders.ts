import DataLoader from 'dataloader';
import type { Database } from '#prisma/client';
import type { Viewer } from '../accounts/viewer.ts';
import { manyByKey, oneByKey } from '../batch.ts';
import { countedRuns } from './quota.ts';

export function assignmentLoaders(database: Database, viewer: Viewer | null) {
  return {
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
    ownCountedRuns: new DataLoader<string, number>(async (assignmentIds) => {
      const counts = viewer ? await countedRuns(database, viewer.id, [...assignmentIds]) : new Map<string, number>();
      return assignmentIds.map((id) => counts.get(id) ?? 0);
    }),
  };
}
