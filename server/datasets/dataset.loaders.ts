import { loadersOfAnswer, manyByKey, oneByKey } from '../graphql/loaders.ts';

export const datasetLoaders = loadersOfAnswer(({ database }) => ({
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
  versionsOfDataset: manyByKey(
    (datasetIds) =>
      database.datasetVersion.findMany({
        where: { datasetId: { in: datasetIds } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    (version) => version.datasetId,
  ),
}));
