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
