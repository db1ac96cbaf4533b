import { z } from 'zod';
import {
  datasetReportSchema,
  faultsToLeaveOut,
  importDecisionSchema,
  openImportStatuses,
  undecided,
} from '#contracts/datasetImport';
import { line } from '#contracts/line';
import { type Database, type DatasetImport, Prisma } from '#prisma/client';
import { cancelImportJob, sendImport } from '#prisma/queue';
import { removeUpload } from '#prisma/uploadedFile';
import { requireViewer } from '../accounts/viewer.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import type { DatasetContext } from './dataset.context.ts';
import type { DecideImportInput, ImportDatasetInput } from './datasetImport.type.ts';

/**
 * Takes an uploaded zip and queues its import, which a worker does. Throws BAD_USER_INPUT or UPLOAD_NOT_FOUND.
 */
export async function importDataset(context: DatasetContext, input: ImportDatasetInput): Promise<DatasetImport> {
  const { name, attribution, decision } = checkInput(
    z.object({
      name: line(200),
      attribution: z.string().trim().max(2000),
      decision: importDecisionSchema.default({ leaveOut: [], keep: [] }),
    }),
    input,
  );
  const { database, queue, uploads } = context;
  const upload = await uploads.take(input.uploadId, requireViewer(context).id);
  try {
    return await database.$transaction(async (transaction) => {
      const { id } = await transaction.datasetImport.create({
        data: {
          courseId: input.courseId,
          name: name.normalize('NFC'),
          attribution,
          uploadId: input.uploadId,
          byContent: input.includeByContent,
          decision,
        },
      });
      const jobId = await sendImport(queue, transaction, { importId: id });
      return transaction.datasetImport.update({ where: { id }, data: { jobId } });
    });
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

/**
 * Records what people chose and queues the import once more. Throws BAD_USER_INPUT when they left a fault open, and
 * IMPORT_NOT_WAITING when nobody has to choose.
 */
export async function decideImport(
  { database, queue }: DatasetContext,
  { id, report }: DatasetImport,
  input: DecideImportInput,
): Promise<DatasetImport> {
  const decision = checkInput(importDecisionSchema, { leaveOut: input.leaveOut, keep: input.keep });
  const impossible = decision.keep.filter((kind) => faultsToLeaveOut.includes(kind));
  if (impossible.length > 0)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected such images to be left out, received keep: ${impossible.join(', ')}.`,
    );
  const found = datasetReportSchema.safeParse(report).data;
  const open = found && !input.includeByContent ? undecided(found, decision) : [];
  if (open.length > 0)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected each of ${open.join(', ')} in leaveOut or in keep, or the import to be cancelled.`,
    );
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.datasetImport.updateMany({
      where: { id, status: 'WAITING_FOR_DECISION' },
      data: { status: 'QUEUED', decision, ...(input.includeByContent && { byContent: true }) },
    });
    if (count === 0) {
      const { status } = await transaction.datasetImport.findUniqueOrThrow({ where: { id } });
      throw new ApiError('IMPORT_NOT_WAITING', `Expected an import that waits for a decision; this one is ${status}.`);
    }
    const jobId = await sendImport(queue, transaction, { importId: id });
    return transaction.datasetImport.update({ where: { id }, data: { jobId } });
  });
}

/** Ends an import; its worker stops within seconds. Throws IMPORT_FINISHED when it has ended already. */
export async function cancelImport(
  { database, queue, uploadDirectory }: DatasetContext,
  { id, uploadId }: DatasetImport,
): Promise<DatasetImport> {
  const cancelled = await database.$transaction(async (transaction) => {
    const { count } = await transaction.datasetImport.updateMany({
      where: { id, status: { in: [...openImportStatuses] } },
      data: { status: 'CANCELLED', finishedAt: new Date(), progress: Prisma.DbNull },
    });
    const row = await transaction.datasetImport.findUniqueOrThrow({ where: { id } });
    if (count === 0)
      throw new ApiError('IMPORT_FINISHED', `Expected an import that has not ended; this one is ${row.status}.`);
    if (row.jobId !== null) await cancelImportJob(queue, transaction, row.jobId);
    return row;
  });
  await removeUpload(uploadDirectory, uploadId);
  return cancelled;
}

const week = 7 * 24 * 60 * 60 * 1000;

/** Cancels imports that have waited for a decision for a week. Answers the ids of the uploads that are still read. */
export async function sweepImports(database: Database): Promise<Set<string>> {
  await database.datasetImport.updateMany({
    where: { status: 'WAITING_FOR_DECISION', createdAt: { lt: new Date(Date.now() - week) } },
    data: { status: 'CANCELLED', finishedAt: new Date() },
  });
  const open = await database.datasetImport.findMany({
    where: { status: { in: [...openImportStatuses] } },
    select: { uploadId: true },
  });
  return new Set(open.map(({ uploadId }) => uploadId));
}
