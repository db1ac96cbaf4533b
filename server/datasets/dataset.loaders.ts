import { databaseNow } from '#prisma/clock';
import { loadersOfMoment, manyByKey, oneByKey } from '../graphql/loaders.ts';

export const datasetLoaders = loadersOfMoment(({ database }) => ({
  dataset: oneByKey(
    (ids) => database.dataset.findMany({ where: { id: { in: ids } } }),
    (dataset) => dataset.id,
  ),
  datasetVersion: oneByKey(
    (ids) => database.datasetVersion.findMany({ where: { id: { in: ids } } }),
    (version) => version.id,
  ),
  datasetsOfCourse: manyByKey(
    (courseIds) => database.dataset.findMany({ where: { courseId: { in: courseIds } }, orderBy: { name: 'asc' } }),
    (dataset) => dataset.courseId,
  ),
  /** A use of each version by an assignment that students see, now or in an earlier revision. */
  useThatStudentsSee: oneByKey(
    async (versionIds) => {
      const assignment = { publishedAt: { lte: databaseNow() } };
      const one = { select: { datasetVersionId: true }, distinct: ['datasetVersionId' as const] };
      const used = { datasetVersionId: { in: versionIds } };
      const [now, earlier] = await Promise.all([
        database.assignment.findMany({ where: { ...used, ...assignment }, ...one }),
        database.assignmentRevision.findMany({ where: { ...used, assignment }, ...one }),
      ]);
      return [...now, ...earlier];
    },
    ({ datasetVersionId }) => datasetVersionId,
  ),
  /** The first import that made each version. */
  importOfVersion: oneByKey(
    (versionIds) =>
      database.datasetImport.findMany({
        where: { datasetVersionId: { in: versionIds } },
        distinct: ['datasetVersionId'],
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    (one) => one.datasetVersionId ?? '',
  ),
  versionsOfDataset: manyByKey(
    (datasetIds) =>
      database.datasetVersion.findMany({
        where: { datasetId: { in: datasetIds } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    (version) => version.datasetId,
  ),
}));
