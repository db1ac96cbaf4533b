import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import type { ImageEntry, Manifest, SealedManifest, Split } from '#contracts/dataset';
import { type DatasetReport, undecided } from '#contracts/datasetImport';
import { FolderInvalid } from '#contracts/imageFolders';
import type { ImportLimits } from '#contracts/importLimits';
import {
  type DatasetImage,
  type Examined,
  examineAll,
  findFaults,
  type Listing,
  openArchive,
  readDataset,
  reportOf,
  takeDecision,
} from '#learning';
import { isDiskFull } from '#machine/exhausted';
import { type Database, Prisma } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { examinedFile, removeUpload, uploadedFile } from '#prisma/uploadedFile';
import { type ImportPhases, importPhasesOf } from './importPhases.ts';
import { type ClaimedImport, failImport, type ImportClaim, readImport, updateImport } from './importRow.ts';
import { keepExaminations, readExaminations } from './keptExaminations.ts';

export interface ImportPlace {
  database: Database;
  /** Train and validation images, and their manifests. */
  objects: Pick<ObjectStore, 'put'>;
  /** Test images, and their manifests. */
  sealed: Pick<ObjectStore, 'put'>;
  /** The folder of uploads. */
  uploads: string;
  limits: ImportLimits;
}

/**
 * Checks the zip of a claimed import. Where people have to choose, the import waits for them; where the set cannot be
 * imported, it fails; otherwise its images are stored and the dataset gets a version. Nothing is stored before all is
 * checked. The upload is removed when the import has ended. Throws ImportLost.
 */
export async function importArchive(claim: ImportClaim, place: ImportPlace): Promise<void> {
  const { database, uploads, limits } = place;
  const row = await readImport(database, claim);
  const phases = importPhasesOf(database, claim);
  const refuse = async (problems: readonly string[], report?: DatasetReport) => {
    const message = `The dataset was not imported: ${problems.join('; ')}.`;
    await failImport(database, claim, { code: 'DATASET_INVALID', message, ...(report && { report }) });
    await removeUpload(uploads, row.uploadId);
  };
  let archive: Listing | undefined;
  try {
    await phases.begin('LISTING', 0);
    archive = await openArchive(uploadedFile(uploads, row.uploadId), limits);
    const files = await readDataset(archive, { byContent: row.byContent });
    const kept = examinedFile(uploads, row.uploadId);
    const examined = await readExaminations(kept);
    const known = files.images.filter(({ path }) => examined.has(path)).length;
    await phases.begin('DECODING', files.images.length, known);
    await examineAll(archive, files.images, limits, examined, () => phases.advance(1));

    await phases.begin('COMPARING', 0);
    const faults = findFaults(files, examined);
    const report = reportOf(files, examined, faults);
    if (files.problems.length > 0) return await refuse(files.problems, report);
    if (undecided(report, row.decision).length > 0) {
      await keepExaminations(kept, examined);
      return await updateImport(database, claim, {
        status: 'WAITING_FOR_DECISION',
        report,
        progress: Prisma.DbNull,
        jobId: null,
      });
    }
    const taken = takeDecision(files, faults, row.decision);
    if (taken.problems.length > 0) return await refuse(taken.problems, report);

    const images = await store(archive, taken.images, examined, place, phases);
    await writeVersion(place, row, { classNames: taken.classNames, images, report });
    await removeUpload(uploads, row.uploadId);
  } catch (error) {
    if (error instanceof FolderInvalid) return await refuse([error.message.replace(/^E/, 'e')]);
    if (!isDiskFull(error)) throw error;
    const message = 'The dataset was not imported: the disk of the object store is full.';
    await failImport(database, claim, { code: 'DISK_FULL', message });
    await removeUpload(uploads, row.uploadId);
  } finally {
    archive?.close();
    await phases.end();
  }
}

type Stored = Record<Split, Omit<ImageEntry, 'label'>[]> & { classOf: Map<Omit<ImageEntry, 'label'>, string> };

async function store(
  archive: Listing,
  images: readonly DatasetImage[],
  examined: ReadonlyMap<string, Examined>,
  { objects, sealed }: ImportPlace,
  phases: ImportPhases,
): Promise<Stored> {
  const stored: Stored = { train: [], validation: [], test: [], classOf: new Map() };
  for (const { path, name, split, className } of images) {
    const found = examined.get(path);
    if (!found || found.fault !== undefined) throw new Error(`expected ${path} to be examined`);
    const { sha256, bytes, width, height } = found;
    const entry = { name, sha256, bytes, width, height };
    stored[split].push(entry);
    stored.classOf.set(entry, className);
  }
  await phases.begin('STORING', images.length);
  const put = async ({ path, split }: DatasetImage) => {
    await (split === 'test' ? sealed : objects).put(await archive.read(path));
    phases.advance(1);
  };
  // A disk's work waits more than it computes.
  await Readable.from(images)
    .map(put, { concurrency: 4 * availableParallelism() + 8 })
    .toArray();
  return stored;
}

async function writeVersion(
  { database, objects, sealed }: ImportPlace,
  row: ClaimedImport,
  { classNames, images, report }: { classNames: string[]; images: Stored; report: DatasetReport },
): Promise<void> {
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const labelled = (split: Split): ImageEntry[] =>
    images[split].map((entry) => ({ label: labels.get(images.classOf.get(entry)!)!, ...entry }));
  const [train, validation, test] = [labelled('train'), labelled('validation'), labelled('test')];
  const manifest = await objects.put(toJson({ classNames, train, validation } satisfies Manifest));
  const sealedManifest = await sealed.put(toJson({ classNames, test } satisfies SealedManifest));
  const hash = createHash('sha256').update(`${manifest}\n${sealedManifest}`).digest('hex');
  const { courseId, name, attribution } = row;
  await database.$transaction(async (transaction) => {
    const { id: datasetId } = await transaction.dataset.upsert({
      where: { courseId_name: { courseId, name } },
      create: { courseId, name, attribution },
      update: attribution === '' ? {} : { attribution },
    });
    const { id: datasetVersionId } = await transaction.datasetVersion.upsert({
      where: { datasetId_hash: { datasetId, hash } },
      create: {
        datasetId,
        hash,
        classNames,
        trainCount: train.length,
        validationCount: validation.length,
        testCount: test.length,
        manifest,
        sealedManifest,
      },
      update: {},
    });
    await updateImport(transaction, row, {
      status: 'SUCCEEDED',
      datasetVersionId,
      report,
      progress: Prisma.DbNull,
      finishedAt: new Date(),
    });
  });
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
