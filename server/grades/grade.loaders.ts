import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

export const gradeLoaders = loadersOfAnswer(({ database, viewer }) => ({
  /** The viewer's own grade, by assignment, if it was published. */
  ownGrade: oneByKey(
    async (assignmentIds) =>
      viewer
        ? database.grade.findMany({
            where: { studentId: viewer.id, assignmentId: { in: assignmentIds }, publishedAt: { not: null } },
          })
        : [],
    (grade) => grade.assignmentId,
  ),
}));
