import { latestRuns } from '../courses/latestRuns.ts';
import { loadersOfAnswer, manyByKey } from '../graphql/loaders.ts';

export const participationLoaders = loadersOfAnswer(({ database }) => ({
  studentsOfCourse: manyByKey(
    (courseIds) =>
      database.enrollment.findMany({
        where: { courseId: { in: courseIds }, role: 'STUDENT', removedAt: null },
        select: { courseId: true, userId: true, sectionId: true },
      }),
    (student) => student.courseId,
  ),
  latestRunsOf: manyByKey(
    (assignmentIds) => latestRuns(database, assignmentIds),
    (run) => run.assignmentId,
  ),
}));
