import { z } from 'zod';
import { classCountsSchema } from '#contracts/dataset';
import { line } from '#contracts/line';
import { type Dataset, type DatasetVersion, Prisma, type Transaction } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { isStaff, requireMember, requireStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import type { DatasetContext } from './dataset.context.ts';
import { datasetLoaders } from './dataset.loaders.ts';
import type { ClassCounts, DatasetUse, UpdateDatasetInput } from './dataset.type.ts';

/**
 * A dataset of a course that the viewer is in, and that students know where the viewer is one (`shownVersions`). Throws
 * UNAUTHENTICATED, NOT_FOUND or NOT_ENROLLED.
 */
export async function getDataset(context: Context, id: string): Promise<Dataset> {
  const dataset = await findDataset(context, id);
  await requireMember(context, dataset.courseId);
  if ((await shownDatasets(context, [dataset])).length === 0) throw noDataset(id);
  return dataset;
}

/** A version and its dataset; students get those of `shownVersions`. Throws as `getDataset` does. */
export async function getVersion(context: Context, id: string): Promise<{ version: DatasetVersion; dataset: Dataset }> {
  const found = await findVersion(context, id);
  await requireMember(context, found.dataset.courseId);
  if ((await shownVersions(context, found.dataset, [found.version])).length === 0) throw noVersion(id);
  return found;
}

/** A version and its dataset, to staff. Throws FORBIDDEN, too. `what` completes "… may". */
export async function getVersionAsStaff(
  context: Context,
  id: string,
  what: string,
): Promise<{ version: DatasetVersion; dataset: Dataset }> {
  const found = await findVersion(context, id);
  await requireStaff(context, found.dataset.courseId, what);
  return found;
}

/**
 * Those of a dataset's versions that the viewer may see. Staff see all. Students see what an assignment uses that they
 * see, now or in an earlier revision: another version would tell of an assignment that is still hidden.
 */
export async function shownVersions(
  context: Context,
  dataset: Dataset,
  versions: readonly DatasetVersion[],
): Promise<DatasetVersion[]> {
  if (await seesAllOf(context, dataset)) return [...versions];
  const loader = datasetLoaders(context).useThatStudentsSee;
  const uses = await Promise.all(versions.map(({ id }) => loader.load(id)));
  return versions.filter((_, at) => uses[at] !== null);
}

/** Those of the datasets that the viewer may see (`shownVersions`). */
export async function shownDatasets(context: Context, datasets: readonly Dataset[]): Promise<Dataset[]> {
  const shown = await Promise.all(
    datasets.map(async (dataset) => {
      if (await seesAllOf(context, dataset)) return true;
      const versions = await datasetLoaders(context).versionsOfDataset.load(dataset.id);
      return (await shownVersions(context, dataset, versions)).length > 0;
    }),
  );
  return datasets.filter((_, at) => shown[at]);
}

/** Which version of its dataset a version is, from 1. */
export async function numberOf(context: Context, { id, datasetId }: DatasetVersion): Promise<number> {
  const versions = await datasetLoaders(context).versionsOfDataset.load(datasetId);
  return versions.length - versions.findIndex((version) => version.id === id);
}

async function seesAllOf(context: Context, { courseId }: Dataset): Promise<boolean> {
  return isStaff(await roleIn(context, courseId));
}

async function findDataset(context: Context, id: string): Promise<Dataset> {
  requireViewer(context);
  const dataset = await datasetLoaders(context).dataset.load(id);
  if (!dataset) throw noDataset(id);
  return dataset;
}

async function findVersion(context: Context, id: string): Promise<{ version: DatasetVersion; dataset: Dataset }> {
  requireViewer(context);
  const version = await datasetLoaders(context).datasetVersion.load(id);
  if (!version) throw noVersion(id);
  return { version, dataset: await findDataset(context, version.datasetId) };
}

const noDataset = (id: string) => new ApiError('NOT_FOUND', `Expected the id of a dataset, received "${id}".`);
const noVersion = (id: string) => new ApiError('NOT_FOUND', `Expected the id of a dataset version, received "${id}".`);

const text = (most: number) => z.string().trim().max(most).nullish();

const updateSchema = z.object({
  name: line(200)
    .transform((name) => name.normalize('NFC'))
    .nullish(),
  attribution: text(2000),
  license: text(500),
  description: text(10_000),
  sourceUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })], { error: 'expected an address' }).nullish(),
});

/** Corrects what is said about a dataset. Throws NAME_TAKEN where the course has another one of that name. */
export async function updateDataset(context: Context, input: UpdateDatasetInput): Promise<Dataset> {
  const before = await findDataset(context, input.id);
  await requireStaff(context, before.courseId, 'change a dataset');
  const given = Object.entries(checkInput(updateSchema, input)).filter(([, value]) => (value ?? null) !== null);
  const data = Object.fromEntries(given) as Partial<Dataset>;
  return context.database
    .$transaction(async (transaction) => {
      const { id, courseId, name } = before;
      const changes = differences(before, data);
      await recordChange(context, transaction, {
        courseId,
        action: 'dataset.update',
        subjectId: id,
        subject: name,
        changes,
      });
      return transaction.dataset.update({ where: { id }, data });
    })
    .catch((error) => {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
      throw new ApiError('NAME_TAKEN', `Expected a name that no dataset of this course has, received "${data.name}".`);
    });
}

/** The assignments that use one of these versions, now or in an earlier revision. */
export async function usesOf(
  database: Context['database'] | Transaction,
  versionIds: readonly string[],
): Promise<DatasetUse[]> {
  const ids = [...versionIds];
  const assignments = await database.assignment.findMany({
    where: {
      OR: [{ datasetVersionId: { in: ids } }, { revisions: { some: { datasetVersionId: { in: ids } } } }],
    },
    select: { id: true, title: true },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  return assignments.map(({ id, title }) => ({ assignmentId: id, title }));
}

/**
 * Deletes a version that no assignment uses. A worker removes the objects that no other version needs. Answers the
 * dataset. Throws DATASET_IN_USE with the assignments that use it.
 */
export async function deleteVersion(context: Context, id: string): Promise<Dataset> {
  const { version, dataset } = await getVersionAsStaff(context, id, 'delete a version of a dataset');
  await deleteUnused(context, dataset, [version]);
  datasetLoaders(context).versionsOfDataset.clear(dataset.id);
  return dataset;
}

/** Deletes a dataset with all its versions. Throws DATASET_IN_USE. */
export async function deleteDataset(context: Context, id: string): Promise<Dataset> {
  const dataset = await findDataset(context, id);
  await requireStaff(context, dataset.courseId, 'delete a dataset');
  const versions = await context.database.datasetVersion.findMany({ where: { datasetId: id } });
  await deleteUnused(context, dataset, versions, true);
  return dataset;
}

async function deleteUnused(
  context: Context,
  dataset: Dataset,
  versions: readonly DatasetVersion[],
  whole = false,
): Promise<void> {
  const ids = versions.map(({ id }) => id);
  const inUse = (uses: readonly DatasetUse[]) =>
    new ApiError(
      'DATASET_IN_USE',
      `Expected a version that no assignment uses; it is used by ${uses.map(({ title }) => title).join(', ')}.`,
      { titles: uses.map(({ title }) => title).join(', ') },
    );
  await context.database
    .$transaction(async (transaction) => {
      const uses = await usesOf(transaction, ids);
      if (uses.length > 0) throw inUse(uses);
      await recordChange(context, transaction, {
        courseId: dataset.courseId,
        action: whole ? 'dataset.delete' : 'datasetVersion.delete',
        subjectId: whole ? dataset.id : ids[0]!,
        subject: dataset.name,
        changes: { versions: [versions.map(({ hash }) => hash), []] },
      });
      await transaction.datasetVersion.deleteMany({ where: { id: { in: ids } } });
      // A version that was imported meanwhile stays, and its dataset with it.
      if (whole) await transaction.dataset.deleteMany({ where: { id: dataset.id, versions: { none: {} } } });
    })
    .catch(async (error) => {
      // Somebody gave it to an assignment meanwhile.
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003')) throw error;
      throw inUse(await usesOf(context.database, ids));
    });
}

/** Images of each class: from the row, else what the public manifest tells. */
export async function classCountsOf(context: DatasetContext, version: DatasetVersion): Promise<ClassCounts[]> {
  const stored = classCountsSchema.safeParse(version.classCounts).data;
  if (stored)
    return version.classNames.map((className, label) => ({
      className,
      trainCount: stored[label]?.train ?? 0,
      validationCount: stored[label]?.validation ?? 0,
      testCount: stored[label]?.test ?? 0,
    }));
  const { train, validation } = await context.readManifest(version.manifest);
  const count = (images: readonly { label: number }[], label: number) =>
    images.filter((image) => image.label === label).length;
  return version.classNames.map((className, label) => ({
    className,
    trainCount: count(train, label),
    validationCount: count(validation, label),
    testCount: null,
  }));
}
