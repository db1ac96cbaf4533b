import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import {
  datasetReportSchema,
  faultsToLeaveOut,
  importDecisionSchema,
  splitRequestSchema,
  undecided,
} from '#contracts/datasetImport';
import { openImportStatuses } from '#contracts/importStatus';
import { line } from '#contracts/line';
import { type Database, type DatasetImport, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { cancelImportJob, sendImport } from '#prisma/queue';
import { removeUpload } from '#prisma/uploadedFile';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireRoom } from '../storage/storage.service.ts';
import type { DatasetContext } from './dataset.context.ts';
import type { DecideImportInput, ImportDatasetInput } from './datasetImport.type.ts';
import { checkServerFolder } from './serverFolders.ts';

const inputSchema = z
  .object({
    name: line(200),
    attribution: z.string().trim().max(2000),
    license: z.string().trim().max(500),
    uploadId: z.string().nullish(),
    serverFolder: z.string().trim().min(1).max(1000).nullish(),
    split: splitRequestSchema.nullish(),
    decision: importDecisionSchema.nullish(),
  })
  .refine(({ uploadId, serverFolder }) => ((uploadId ?? null) === null) !== ((serverFolder ?? null) === null), {
    path: ['uploadId'],
    error: 'expected either an upload or a folder of the server',
  });

/**
 * Takes an uploaded zip, or a folder of the server, and queues its import, which a worker does. Throws BAD_USER_INPUT,
 * UPLOAD_NOT_FOUND, STORAGE_FULL or NOT_FOUND.
 */
export async function importDataset(context: DatasetContext, input: ImportDatasetInput): Promise<DatasetImport> {
  const { name, attribution, license, decision, split, ...source } = checkInput(inputSchema, input);
  const { database, queue } = context;
  const viewer = requireViewer(context);
  const serverFolder = source.serverFolder ? await checkServerFolder(context.datasetFolder, source.serverFolder) : null;
  // An import of a folder has no upload; its id names what the worker finds out.
  const uploadId = source.uploadId ?? randomBytes(16).toString('hex');
  const begin = async (bytes: number, share?: () => Promise<void>) => {
    await requireRoom(context, input.courseId, bytes);
    await share?.();
    return database.$transaction(async (transaction) => {
      const { id } = await transaction.datasetImport.create({
        data: {
          courseId: input.courseId,
          name: name.normalize('NFC'),
          attribution,
          license,
          uploadId,
          bytes,
          serverFolder,
          byContent: input.includeByContent,
          review: input.review,
          split: split ?? Prisma.DbNull,
          decision: decision ?? { leaveOut: [], keep: [] },
        },
      });
      const jobId = await sendImport(queue, transaction, { importId: id });
      await recordChange(context, transaction, {
        courseId: input.courseId,
        action: 'dataset.import',
        subjectId: id,
        subject: name,
      });
      return transaction.datasetImport.update({ where: { id }, data: { jobId } });
    });
  };
  if (serverFolder !== null) return begin(0);
  return context.uploads.take(uploadId, viewer.id, async ({ path, share }) => begin((await stat(path)).size, share));
}

/**
 * Records what people chose and queues the import once more. Throws BAD_USER_INPUT when they left a fault open, and
 * IMPORT_NOT_WAITING when nobody has to choose.
 */
export async function decideImport(
  context: DatasetContext,
  { id, courseId, name: subject, report, split: before }: DatasetImport,
  input: DecideImportInput,
): Promise<DatasetImport> {
  const { split, ...decision } = checkInput(importDecisionSchema.extend({ split: splitRequestSchema.nullish() }), {
    leaveOut: input.leaveOut,
    keep: input.keep,
    leaveOutFiles: input.leaveOutFiles,
    keepFiles: input.keepFiles,
    split: input.split,
  });
  const impossible = decision.keep.filter((kind) => faultsToLeaveOut.includes(kind));
  if (impossible.length > 0)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected such images to be left out, received keep: ${impossible.join(', ')}.`,
    );
  const found = datasetReportSchema.safeParse(report).data;
  const checksAgain = input.includeByContent || input.checkAgain || Boolean(split);
  const open = found && !checksAgain ? undecided(found, decision) : [];
  if (open.length > 0)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected each of ${open.join(', ')} in leaveOut or in keep, or the import to be cancelled.`,
      { detail: 'FAULTS_OPEN' },
    );
  return context.database.$transaction(async (transaction) => {
    const { count } = await transaction.datasetImport.updateMany({
      where: { id, status: 'WAITING_FOR_DECISION' },
      data: {
        status: 'QUEUED',
        decision,
        review: input.checkAgain,
        split: split ?? before ?? Prisma.DbNull,
        ...(input.includeByContent && { byContent: true }),
      },
    });
    if (count === 0) {
      const { status } = await transaction.datasetImport.findUniqueOrThrow({ where: { id } });
      throw new ApiError('IMPORT_NOT_WAITING', `Expected an import that waits for a decision; this one is ${status}.`);
    }
    const jobId = await sendImport(context.queue, transaction, { importId: id });
    await recordChange(context, transaction, { courseId, action: 'import.decide', subjectId: id, subject });
    return transaction.datasetImport.update({ where: { id }, data: { jobId } });
  });
}

/** Ends an import; its worker stops within seconds. Throws IMPORT_FINISHED when it has ended already. */
export async function cancelImport(
  context: DatasetContext,
  { id, courseId, name: subject, uploadId }: DatasetImport,
): Promise<DatasetImport> {
  const cancelled = await context.database.$transaction(async (transaction) => {
    const { count } = await transaction.datasetImport.updateMany({
      where: { id, status: { in: [...openImportStatuses] } },
      data: { status: 'CANCELLED', finishedAt: databaseNow(), progress: Prisma.DbNull },
    });
    const row = await transaction.datasetImport.findUniqueOrThrow({ where: { id } });
    if (count === 0)
      throw new ApiError('IMPORT_FINISHED', `Expected an import that has not ended; this one is ${row.status}.`);
    if (row.jobId !== null) await cancelImportJob(context.queue, transaction, row.jobId);
    await recordChange(context, transaction, { courseId, action: 'import.cancel', subjectId: id, subject });
    return row;
  });
  await removeUpload(context.uploadDirectory, uploadId);
  return cancelled;
}

const week = 7 * 24 * 60 * 60 * 1000;

/** Cancels imports that have waited for a decision for a week. Answers the ids of the uploads that are still read. */
export async function sweepImports(database: Database): Promise<Set<string>> {
  await database.datasetImport.updateMany({
    where: { status: 'WAITING_FOR_DECISION', createdAt: { lt: new Date(databaseNow().getTime() - week) } },
    data: { status: 'CANCELLED', finishedAt: databaseNow() },
  });
  const open = await database.datasetImport.findMany({
    where: { status: { in: [...openImportStatuses] } },
    select: { uploadId: true },
  });
  return new Set(open.map(({ uploadId }) => uploadId));
}
