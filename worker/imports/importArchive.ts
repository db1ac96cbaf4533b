import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import type { ImageEntry, Manifest, SealedManifest, Split } from '#contracts/dataset';
import { type DatasetReport, undecided } from '#contracts/datasetImport';
import { FolderInvalid } from '#contracts/imageFolders';
import type { ImportLimits } from '#contracts/importLimits';
import {
  type DatasetImage,
  drawSplits,
  type Examined,
  examineAll,
  findFaults,
  type Listing,
  openArchive,
  openServerFolder,
  readDataset,
  reportOf,
  takeDecision,
} from '#learning';
import { type Database, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { keepPictures, readPictures, storePictures } from '#prisma/importPictures';
import type { BatchStore } from '#prisma/objectStore';
import type { SharedFiles } from '#prisma/objects/sharedFiles';
import { courseBytes, storageLimits } from '#prisma/storage';
import { bringUpload, examinedFile, removeUpload, thumbnailsFile, uploadedFile } from '#prisma/uploadedFile';
import { type ImportPhases, importPhasesOf } from './importPhases.ts';
import {
  beginWriting,
  type ClaimedImport,
  failImport,
  type ImportClaim,
  readImport,
  updateImport,
} from './importRow.ts';
import { keepExaminations, readExaminations } from './keptExaminations.ts';
import { faultyFiles, type Pictures, picturesOf, sampledFiles } from './pictures.ts';

export interface ImportPlace {
  database: Database;
  /** Train and validation images, and their manifests. */
  objects: Pick<BatchStore, 'put' | 'batch'>;
  /** Test images, and their manifests. */
  sealed: Pick<BatchStore, 'put' | 'batch'>;
  /** The folder of uploads. */
  uploads: string;
  /** Where uploads come from that are not in it. */
  shared?: SharedFiles | undefined;
  /** The folder of the server from which staff may import; null where there is none. */
  datasetFolder: string | null;
  limits: ImportLimits;
}

/**
 * Checks the zip or the folder of a claimed import. Where people have to choose or asked to look, the import waits for
 * them; where the set cannot be imported, it fails; otherwise its images are stored and the dataset gets a version.
 * Nothing is stored before all is checked. The upload is removed when the import has ended. Throws ImportLost, and what
 * a full disk says: the upload is still there then, and so are the images that were stored.
 */
export async function importArchive(claim: ImportClaim, place: ImportPlace): Promise<void> {
  const { database, uploads, shared, limits } = place;
  const row = await readImport(database, claim);
  const phases = importPhasesOf(database, claim);
  const refuse = async (problems: readonly string[], report?: DatasetReport) => {
    const message = `The dataset was not imported: ${problems.join('; ')}.`;
    await failImport(database, claim, { code: 'DATASET_INVALID', message, ...(report && { report }) });
    await removeUpload(uploads, row.uploadId, shared);
  };
  let archive: Listing | undefined;
  try {
    await phases.begin('LISTING', 0);
    if (row.serverFolder === null) await bringUpload(uploads, row.uploadId, shared);
    archive = await open(row, place);
    const reading = { byContent: row.byContent, drawsSplits: row.split !== null };
    const listed = await readDataset(archive, reading);
    const kept = examinedFile(uploads, row.uploadId);
    const examined = await readExaminations(kept);
    const hasWaited = examined.size > 0;
    const known = listed.images.filter(({ path }) => examined.has(path)).length;
    await phases.begin('DECODING', listed.images.length, known);
    await examineAll(archive, listed.images, limits, examined, () => phases.advance(1));

    await phases.begin('COMPARING', 0);
    const isDrawn = row.split !== null && listed.lacks.length > 0;
    const files = isDrawn ? { ...listed, images: drawSplits(listed, examined, row.split!) } : listed;
    const faults = findFaults(files, examined);
    const report: DatasetReport = {
      ...reportOf(files, examined, faults),
      drawnSplit: isDrawn ? { ...row.split!, drawn: files.lacks } : null,
    };
    const waitForPeople = async (reported: DatasetReport, pictures: Pictures) => {
      await keepExaminations(kept, examined);
      await keepPictures(thumbnailsFile(uploads, row.uploadId), pictures);
      await updateImport(database, claim, {
        status: 'WAITING_FOR_DECISION',
        report: { ...reported, thumbnails: [...pictures.keys()] },
        progress: Prisma.DbNull,
        jobId: null,
      });
    };
    if (files.problems.length > 0) return await refuse(files.problems, report);
    if (row.review || undecided(report, row.decision).length > 0) {
      const samples = sampledFiles(files, examined);
      const shown = { ...report, samples };
      return await waitForPeople(
        shown,
        await picturesOf(archive, [...samples.map(({ path }) => path), ...faultyFiles(report)]),
      );
    }
    const taken = takeDecision(files, faults, row.decision);
    if (taken.problems.length > 0 && hasWaited)
      // The person who chose this is there to choose something else.
      return await waitForPeople(
        { ...report, problems: taken.problems },
        await readPictures(thumbnailsFile(uploads, row.uploadId)),
      );
    if (taken.problems.length > 0) return await refuse(taken.problems, report);

    const testFiles = new Set(files.images.filter(({ split }) => split === 'test').map(({ path }) => path));
    const pictures = await picturesOf(
      archive,
      faultyFiles(report).filter((path) => !testFiles.has(path)),
    );
    const bytes = taken.images.reduce((sum, { path }) => sum + bytesOf(examined.get(path)), 0);
    if (!(await hasRoom(database, row, bytes))) {
      const message = `The dataset was not imported: its ${bytes} bytes are more than the course may still have.`;
      await failImport(database, claim, { code: 'STORAGE_FULL', message, report });
      return await removeUpload(uploads, row.uploadId, shared);
    }
    const images = await store(archive, taken.images, examined, row, place, phases);
    await writeVersion(place, row, {
      classNames: taken.classNames,
      images,
      report: { ...report, thumbnails: [...pictures.keys()] },
      thumbnails: await storePictures(place.objects, row, pictures),
    });
    await removeUpload(uploads, row.uploadId, shared);
  } catch (error) {
    if (error instanceof FolderInvalid) return await refuse([error.message.replace(/^E/, 'e')]);
    throw error;
  } finally {
    archive?.close();
    await phases.end();
  }
}

const bytesOf = (found: Examined | undefined) => (found && 'bytes' in found ? found.bytes : 0);

/** Whether a course may have the images; the upload, which counts until now, goes. */
async function hasRoom(database: Database, row: ClaimedImport, bytes: number): Promise<boolean> {
  const [used, limits] = await Promise.all([courseBytes(database, row.courseId), storageLimits(database)]);
  return used - row.bytes + bytes <= limits.course;
}

function open({ serverFolder, uploadId }: ClaimedImport, { uploads, datasetFolder, limits }: ImportPlace) {
  if (serverFolder === null) return openArchive(uploadedFile(uploads, uploadId), limits);
  if (datasetFolder === null)
    throw new FolderInvalid('Expected a worker with a folder of datasets, but DATASET_FOLDER is not set for it');
  return openServerFolder(datasetFolder, serverFolder, limits);
}

type Stored = Record<Split, Omit<ImageEntry, 'label'>[]> & { classOf: Map<Omit<ImageEntry, 'label'>, string> };

async function store(
  archive: Listing,
  images: readonly DatasetImage[],
  examined: ReadonlyMap<string, Examined>,
  claim: ImportClaim,
  { database, objects, sealed }: ImportPlace,
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
  await beginWriting(database, claim);
  const batches = { objects: objects.batch(), sealed: sealed.batch() };
  const put = async ({ path, split }: DatasetImage) => {
    const address = await batches[split === 'test' ? 'sealed' : 'objects'].put(await archive.read(path));
    if (address !== (examined.get(path) as { sha256?: string }).sha256)
      throw new FolderInvalid(`Expected files that stay as they are during the import, but ${path} has changed`);
    phases.advance(1);
  };
  // A disk's work waits more than it computes.
  await Readable.from(images)
    .map(put, { concurrency: 4 * availableParallelism() + 8 })
    .toArray();
  await Promise.all([batches.objects.settle(), batches.sealed.settle()]);
  return stored;
}

async function writeVersion(
  { database, objects, sealed }: ImportPlace,
  row: ClaimedImport,
  version: { classNames: string[]; images: Stored; report: DatasetReport; thumbnails: string | null },
): Promise<void> {
  const { classNames, images, report, thumbnails } = version;
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const labelled = (split: Split): ImageEntry[] =>
    images[split].map((entry) => ({ label: labels.get(images.classOf.get(entry)!)!, ...entry }));
  const [train, validation, test] = [labelled('train'), labelled('validation'), labelled('test')];
  const manifest = await objects.put(toJson({ classNames, train, validation } satisfies Manifest));
  const sealedManifest = await sealed.put(toJson({ classNames, test } satisfies SealedManifest));
  const hash = createHash('sha256').update(`${manifest}\n${sealedManifest}`).digest('hex');
  const classCounts = classNames.map((_, label) => ({
    train: train.filter((image) => image.label === label).length,
    validation: validation.filter((image) => image.label === label).length,
    test: test.filter((image) => image.label === label).length,
  }));
  const bytes = [...train, ...validation, ...test].reduce((sum, image) => sum + image.bytes, 0);
  const drawnSplit = report.drawnSplit ?? Prisma.DbNull;
  const { courseId, name, attribution, license } = row;
  await database.$transaction(async (transaction) => {
    const { id: datasetId } = await transaction.dataset.upsert({
      where: { courseId_name: { courseId, name } },
      create: { courseId, name, attribution, license },
      update: { ...(attribution !== '' && { attribution }), ...(license !== '' && { license }) },
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
        classCounts,
        bytes,
        drawnSplit,
      },
      // Versions that older workers wrote do not know these.
      update: { classCounts, bytes },
    });
    await updateImport(transaction, row, {
      status: 'SUCCEEDED',
      datasetVersionId,
      report,
      thumbnails,
      progress: Prisma.DbNull,
      finishedAt: databaseNow(),
    });
  });
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
