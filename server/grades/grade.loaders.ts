import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

export const gradeLoaders = loadersOfAnswer(({ database, viewer }) => ({
  /** What is stored of the viewer's own grade, by assignment: published or not. */
  ownGrade: oneByKey(
    async (assignmentIds) =>
      viewer
        ? database.grade.findMany({
            where: { studentId: viewer.id, assignmentId: { in: assignmentIds } },
          })
        : [],
    (grade) => grade.assignmentId,
  ),
}));
