import type { Database } from '#prisma/client';
import type { Viewer } from '../accounts/viewer.ts';
import { manyByKey, oneByKey } from '../batch.ts';

export function courseLoaders(database: Database, viewer: Viewer | null) {
  return {
    course: oneByKey(
      (ids) => database.course.findMany({ where: { id: { in: ids } } }),
      (course) => course.id,
    ),
    /** The viewer's own enrollment, by course. */
    ownEnrollment: oneByKey(
      async (courseIds) =>
        viewer ? database.enrollment.findMany({ where: { userId: viewer.id, courseId: { in: courseIds } } }) : [],
      (enrollment) => enrollment.courseId,
    ),
    membersOfCourse: manyByKey(
      (courseIds) =>
        database.enrollment.findMany({
          where: { courseId: { in: courseIds } },
          orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
        }),
      (enrollment) => enrollment.courseId,
    ),
  };
}
