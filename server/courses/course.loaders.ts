import { loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';

export const courseLoaders = loadersOfAnswer(({ database }) => ({
  course: oneByKey(
    (ids) => database.course.findMany({ where: { id: { in: ids } } }),
    (course) => course.id,
  ),
  membersOfCourse: manyByKey(
    (courseIds) =>
      database.enrollment.findMany({
        where: { courseId: { in: courseIds } },
        orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
      }),
    (enrollment) => enrollment.courseId,
  ),
}));
