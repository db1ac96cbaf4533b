import {
  type DatasetReport,
  type ImportDecision,
  type ImportFailureCode,
  type ImportProgress,
  importDecisionSchema,
  type SplitRequest,
  splitRequestSchema,
} from '#contracts/datasetImport';
import { importsOfWorkers } from '#contracts/importStatus';
import { type Database, Prisma, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { lockObjects, longestSweepMs } from './deletedVersions.ts';

/** A worker's hold on an import: a write with an older `attempt` than the row's is refused. */
export interface ImportClaim {
  importId: string;
  attempt: number;
}

/** Thrown where a claim holds no more: the import was cancelled, or another worker has it. */
export class ImportLost extends Error {
  constructor({ importId, attempt }: ImportClaim) {
    super(`attempt ${attempt} of the import ${importId} holds no more`);
    this.name = 'ImportLost';
  }
}

/** An import that a worker has claimed. */
export interface ClaimedImport extends ImportClaim {
  courseId: string;
  name: string;
  attribution: string;
  license: string;
  uploadId: string;
  /** Of the upload; 0 where there is none. */
  bytes: number;
  /** Below the server's folder of datasets; null for an upload. */
  serverFolder: string | null;
  byContent: boolean;
  /** Null where the set has to have all splits. */
  split: SplitRequest | null;
  /** Waits for people even where nothing is wrong. */
  review: boolean;
  decision: ImportDecision;
}

/** Claims an import. Answers null when it has ended, waits for people, or was deleted. */
export async function claimImport(database: Database, importId: string): Promise<ImportClaim | null> {
  const [row] = await database.datasetImport.updateManyAndReturn({
    where: { id: importId, status: { in: [...importsOfWorkers] } },
    data: {
      status: 'CHECKING',
      attempt: { increment: 1 },
      progress: Prisma.DbNull,
      // It may have waited for room on a disk.
      failureCode: null,
      failureMessage: null,
    },
    select: { attempt: true },
  });
  return row ? { importId, attempt: row.attempt } : null;
}

/** What a claimed import says. Throws ImportLost. */
export async function readImport(database: Database, claim: ImportClaim): Promise<ClaimedImport> {
  const row = await database.datasetImport.findFirst({ where: { id: claim.importId, attempt: claim.attempt } });
  if (!row) throw new ImportLost(claim);
  const { courseId, name, attribution, license, uploadId, bytes, serverFolder, byContent, review } = row;
  return {
    ...claim,
    courseId,
    name,
    attribution,
    license,
    uploadId,
    bytes,
    serverFolder,
    byContent,
    review,
    split: row.split === null ? null : splitRequestSchema.parse(row.split),
    decision: importDecisionSchema.parse(row.decision),
  };
}

/** Changes a claimed import. Throws ImportLost when the claim holds no more. */
export async function updateImport(
  database: Database | Transaction,
  claim: ImportClaim,
  data: Prisma.DatasetImportUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await database.datasetImport.updateMany({
    where: { id: claim.importId, attempt: claim.attempt, status: { in: [...importsOfWorkers] } },
    data,
  });
  if (count === 0) throw new ImportLost(claim);
}

export async function saveProgress(database: Database, claim: ImportClaim, progress: ImportProgress): Promise<void> {
  const status = progress.phase === 'STORING' ? 'WRITING' : 'CHECKING';
  await updateImport(database, claim, { progress, status });
}

/**
 * Says that the import stores images from now on. It waits while a worker removes the objects of deleted versions,
 * which in turn waits for imports that store: else an object that both know would be gone. Throws ImportLost.
 */
export async function beginWriting(database: Database, claim: ImportClaim): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      await lockObjects(transaction, 'shared');
      await updateImport(transaction, claim, { status: 'WRITING' });
    },
    { timeout: longestSweepMs, maxWait: 60_000 },
  );
}

/** Ends an import that cannot go on. */
export async function failImport(
  database: Database,
  claim: ImportClaim,
  failure: { code: ImportFailureCode; message: string; report?: DatasetReport },
): Promise<void> {
  await updateImport(database, claim, {
    status: 'FAILED',
    failureCode: failure.code,
    failureMessage: failure.message,
    ...(failure.report && { report: failure.report }),
    progress: Prisma.DbNull,
    finishedAt: databaseNow(),
  });
}
