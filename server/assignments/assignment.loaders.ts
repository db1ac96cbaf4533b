import { extrasOf } from '#prisma/extras';
import { usageOf } from '#prisma/usage';
import { loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';

export const assignmentLoaders = loadersOfAnswer(({ database, viewer }) => ({
  assignment: oneByKey(
    (ids) => database.assignment.findMany({ where: { id: { in: ids } } }),
    (assignment) => assignment.id,
  ),
  /** Drafts too. */
  assignmentsOfCourse: manyByKey(
    (courseIds) =>
      database.assignment.findMany({
        where: { courseId: { in: courseIds } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    (assignment) => assignment.courseId,
  ),
  /** What the viewer, or their team, has used of an assignment; null: nothing. */
  ownUsage: oneByKey(
    async (ids) =>
      viewer ? [...(await usageOf(database, viewer.id, ids))].map(([id, usage]) => ({ id, ...usage })) : [],
    (usage) => usage.id,
  ),
  /** What extensions give the viewer; null: nothing. */
  ownExtra: oneByKey(
    async (ids) =>
      viewer ? [...(await extrasOf(database, viewer.id, ids))].map(([id, extra]) => ({ id, ...extra })) : [],
    (extra) => extra.id,
  ),
  extensions: manyByKey(
    (ids) =>
      database.extension.findMany({
        where: { assignmentId: { in: ids } },
        include: { section: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    (extension) => extension.assignmentId,
  ),
  revisions: manyByKey(
    (ids) =>
      database.assignmentRevision.findMany({ where: { assignmentId: { in: ids } }, orderBy: { revision: 'desc' } }),
    (revision) => revision.assignmentId,
  ),
}));
