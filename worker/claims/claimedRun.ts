import { setTimeout } from 'node:timers/promises';
import type { RunProgressState } from '#contracts/progress';
import type { Provenance } from '#contracts/provenance';
import type { RunFailure } from '#contracts/runFailure';
import { claimedStatuses, previousStatuses, type RunStatus } from '#contracts/runStatus';
import type { EpochResult, EvaluationResult } from '#learning';
import { announce, announcement } from '#prisma/announce';
import { type Database, Prisma, type Transaction } from '#prisma/client';
import type { Claim } from './claim.ts';
import { forgetAttempts } from './forgetAttempts.ts';

// What the holder of a claim may write. Each write is whole or not at all, is announced when it is committed, and
// throws RunLost when the claim does not hold any more.

/** Thrown by a write whose run was cancelled, or is another worker's by now. */
export class RunLost extends Error {
  constructor({ runId, attempt }: Claim) {
    super(`run ${runId} is no longer held by its attempt ${attempt}`);
    this.name = 'RunLost';
  }
}

/** What a run depends on and consists of, known once its network is built and loaded. */
export interface RunFacts {
  engine: string;
  environment: Provenance;
  weightsHash: string;
  totalParams: number;
  trainableParams: number;
}

export async function recordFacts(database: Database, claim: Claim, facts: RunFacts): Promise<void> {
  await write(database, claim, claimedStatuses, facts);
}

/**
 * In one statement: training goes on meanwhile, and hears the database only between two steps, so that a transaction
 * would lock the run's row for as long as several of them take.
 */
export async function recordProgress(database: Database, claim: Claim, progress: RunProgressState): Promise<void> {
  const { runId, attempt } = claim;
  const told = await database.$queryRaw<unknown[]>`
    WITH held AS (
      UPDATE run SET progress = ${JSON.stringify(progress)}::jsonb
      WHERE id = ${runId} AND attempt = ${attempt} AND status::text IN (${Prisma.join([...claimedStatuses])})
      RETURNING 1
    )
    SELECT ${announcement({ runId })} FROM held`;
  if (told.length === 0) throw new RunLost(claim);
}

/** Begins a run anew whose checkpoint is of no use: what earlier attempts wrote is gone. */
export async function beginAnew(database: Database, claim: Claim): Promise<void> {
  await write(database, claim, claimedStatuses, { attempt: claim.attempt }, undefined, (tx) =>
    forgetAttempts(tx, claim.runId),
  );
}

/** Writes something beside the run's row that nobody is told of. */
export async function whileHeld(database: Database, claim: Claim, what: Also): Promise<void> {
  await database.$transaction(async (tx) => {
    await hold(tx, claim, claimedStatuses, { attempt: claim.attempt });
    await what(tx);
  }, patience);
}

export async function beginTraining(database: Database, claim: Claim): Promise<void> {
  await move(database, claim, 'TRAINING');
}

export async function recordEpoch(database: Database, claim: Claim, result: EpochResult): Promise<void> {
  const { epoch, ...columns } = result;
  const where = { runId_epoch: { runId: claim.runId, epoch } };
  // Writing the attempt again changes nothing but locks the row.
  await write(database, claim, claimedStatuses, { attempt: claim.attempt }, epoch, (tx) =>
    tx.epoch.upsert({ where, create: { ...columns, ...where.runId_epoch }, update: columns }),
  );
}

export async function beginEvaluating(database: Database, claim: Claim): Promise<void> {
  await move(database, claim, 'EVALUATING');
}

/** Notes the job that delivers the run from now on; `send` enqueues it in the same transaction. */
export async function replaceJob(
  database: Database,
  claim: Claim,
  send: (tx: Transaction) => Promise<string>,
): Promise<void> {
  await write(database, claim, claimedStatuses, { progress: Prisma.DbNull }, undefined, async (tx) => {
    await tx.run.update({ where: { id: claim.runId }, data: { jobId: await send(tx) } });
  });
}

/** What is known of a run besides its evaluation when it has ended well. */
export interface RunRemains {
  /** Where the backbone's trained parameters lie; null when they were not trained. */
  backboneWeights: string | null;
  /** Images that went through a frozen part, and images whose features were in the store. */
  featuresComputed: number;
  featuresFound: number;
}

/** Ends a run well. */
export async function finishRun(
  database: Database,
  { runId, attempt }: Claim,
  evaluation: EvaluationResult,
  remains: RunRemains,
): Promise<void> {
  const perClass = evaluation.perClass.map((scores) => ({ ...scores }));
  await move(database, { runId, attempt }, 'SUCCEEDED', { ...ended(), ...remains }, (tx) =>
    tx.evaluation.create({ data: { ...evaluation, perClass, runId } }),
  );
}

/** Ends a run with a failure. */
export async function failRun(database: Database, claim: Claim, { code, message }: RunFailure): Promise<void> {
  await move(database, claim, 'FAILED', { ...ended(), failureCode: code, failureMessage: message });
}

function ended() {
  return { finishedAt: new Date(), progress: Prisma.DbNull };
}

type Changes = Omit<Prisma.RunUpdateManyMutationInput, 'status'>;
type Also = (tx: Transaction) => Promise<unknown>;

function move(database: Database, claim: Claim, status: RunStatus, changes: Changes = {}, also?: Also): Promise<void> {
  return write(database, claim, previousStatuses(status), { ...changes, status }, undefined, also);
}

/**
 * Training keeps this process's event loop busy for seconds at a time, in which Prisma's own limits (2 s and 5 s) would
 * run out.
 */
const patience = { maxWait: 60_000, timeout: 60_000 };

/** Before each further attempt: while a run takes hours, a connection may be cut or the database be started anew. */
const pauses = [0.1, 1, 5, 20];

async function write(
  database: Database,
  claim: Claim,
  from: readonly RunStatus[],
  data: Prisma.RunUpdateManyMutationInput,
  epoch?: number,
  also?: Also,
): Promise<void> {
  const attempt = () =>
    database.$transaction(async (tx) => {
      await hold(tx, claim, from, data);
      await also?.(tx);
      await announce(tx, { runId: claim.runId, epoch });
    }, patience);
  for (const seconds of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof RunLost) throw error;
      await setTimeout(seconds * 1000);
    }
  }
  return attempt();
}

/** Changes the run's row, which locks it: nobody can claim or cancel the run before the commit. */
async function hold(
  tx: Transaction,
  claim: Claim,
  from: readonly RunStatus[],
  data: Prisma.RunUpdateManyMutationInput,
): Promise<void> {
  const { runId, attempt } = claim;
  const { count } = await tx.run.updateMany({ where: { id: runId, attempt, status: { in: [...from] } }, data });
  if (count === 0) throw new RunLost(claim);
}
