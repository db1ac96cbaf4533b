import type { RunProgressState } from '#contracts/progress';
import type { Provenance } from '#contracts/provenance';
import type { RunFailure } from '#contracts/runFailure';
import { claimedStatuses, previousStatuses, type RunStatus } from '#contracts/runStatus';
import type { EpochResult, EvaluationResult } from '#learning';
import { announce, announcement } from '#prisma/announce';
import { type Database, Prisma, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { answerPublicly } from '#prisma/ladder';
import { persist } from '#prisma/persist';
import { tellRunEnded } from '#prisma/runEnded';
import { participantOf, rebuildStandings } from '#prisma/standings';
import { type Claim, resetRun } from './claim.ts';

// What the holder of a claim may write. Each write is one transaction, notifies the site when it commits, and throws
// RunLost when the run was cancelled, deleted or claimed again.

/** Thrown by a write when the claim no longer holds: the run has ended, or another worker has claimed it. */
export class RunLost extends Error {
  constructor({ runId, attempt }: Claim) {
    super(`run ${runId} is no longer held by its attempt ${attempt}`);
    this.name = 'RunLost';
  }
}

/** Facts about a run that are known once its network is built and its weights are loaded. */
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
 * Writes progress in one statement. Training continues meanwhile and blocks the event loop during each step, so a
 * transaction would keep the run's row locked for several steps.
 */
export async function recordProgress(database: Database, claim: Claim, progress: RunProgressState): Promise<void> {
  const { runId, attempt } = claim;
  const announced = await database.$queryRaw<unknown[]>`
    WITH held AS (
      UPDATE run SET progress = ${JSON.stringify(progress)}::jsonb
      WHERE id = ${runId} AND attempt = ${attempt} AND status::text IN (${Prisma.join([...claimedStatuses])})
      RETURNING 1
    )
    SELECT ${announcement({ runId })} FROM held`;
  if (announced.length === 0) throw new RunLost(claim);
}

/** Sets a run back to its beginning because its checkpoint cannot be used. Deletes what earlier attempts wrote. */
export async function startOver(database: Database, claim: Claim): Promise<void> {
  await write(database, claim, claimedStatuses, sameAttempt(claim), { also: (tx) => resetRun(tx, claim.runId) });
}

/** Makes other writes in one transaction while the claim holds, without notifying the site. */
export async function whileHeld(database: Database, claim: Claim, writes: Writes): Promise<void> {
  await database.$transaction(async (tx) => {
    await updateRun(tx, claim, claimedStatuses, sameAttempt(claim));
    await writes(tx);
  }, transactionLimits);
}

export async function beginTraining(database: Database, claim: Claim): Promise<void> {
  await move(database, claim, 'TRAINING');
}

export async function recordEpoch(database: Database, claim: Claim, result: EpochResult): Promise<void> {
  const { epoch, loss, acc, valLoss, valAcc, learningRate, seconds } = result;
  await write(database, claim, claimedStatuses, sameAttempt(claim), {
    epoch,
    // A write whose answer was lost is made again.
    also: (tx) => tx.$executeRaw`
      INSERT INTO epoch (loss, acc, "valLoss", "valAcc", "finishedAt", "learningRate", seconds, "runNumber", epoch)
      SELECT ${loss}::float8, ${acc}::float8, ${valLoss}::float8, ${valAcc}::float8,
        clock_timestamp() AT TIME ZONE 'UTC', ${learningRate}::real, ${seconds}::real, number, ${epoch}::int
      FROM run WHERE id = ${claim.runId}
      ON CONFLICT ("runNumber", epoch) DO UPDATE SET (loss, acc, "valLoss", "valAcc", "learningRate", seconds) = (
        excluded.loss, excluded.acc, excluded."valLoss", excluded."valAcc", excluded."learningRate", excluded.seconds
      )`,
  });
}

export async function beginEvaluating(database: Database, claim: Claim): Promise<void> {
  await move(database, claim, 'EVALUATING');
}

/**
 * Gives the run a new job; `send` enqueues it in the same transaction and returns its id. `counted`
 * is added to the attempts since the newest checkpoint: -1 when the attempt was not lost.
 */
export async function replaceJob(
  database: Database,
  claim: Claim,
  send: (tx: Transaction) => Promise<string>,
  counted: number,
): Promise<void> {
  await write(
    database,
    claim,
    claimedStatuses,
    { progress: Prisma.DbNull, attemptsSinceCheckpoint: { increment: counted } },
    {
      async also(tx) {
        await tx.run.update({ where: { id: claim.runId }, data: { jobId: await send(tx) } });
        if (counted > 0) await tx.run.update({ where: { id: claim.runId }, data: { claimedAt: null } });
        else await countSeconds(tx, claim.runId);
      },
    },
  );
}

/** What a successful run leaves besides its evaluation. */
export interface RunOutputs {
  /** The address of the backbone's trained parameters in the object store; null when the backbone was not trained. */
  backboneWeights: string | null;
  /** The address of everything that training has made of the network. */
  trainedParameters: string;
  /** How many images went through the frozen prefix, and how many had their features in the store. */
  featuresComputed: number;
  featuresFound: number;
}

/**
 * Ends a run with SUCCEEDED, and writes what follows from its evaluation: what its student is told, and the board. Of a
 * run of a lecture `rightAbout` has a bit for each validation image.
 */
export async function finishRun(
  database: Database,
  { runId, attempt }: Claim,
  evaluation: EvaluationResult & { correctness?: string },
  outputs: RunOutputs,
  rightAbout?: Uint8Array,
): Promise<void> {
  const perClass = evaluation.perClass.map((scores) => ({ ...scores }));
  await move(database, { runId, attempt }, 'SUCCEEDED', { ...ended(), ...outputs }, async (tx) => {
    await tx.evaluation.create({ data: { ...evaluation, perClass, runId } });
    await countSeconds(tx, runId);
    const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, include: { inLecture: true } });
    if (run.inLecture) {
      // Nobody of the course submitted it: it is on no board, and nobody waits for a notice.
      if (rightAbout)
        await tx.lectureRun.update({ where: { runId }, data: { rightAbout: new Uint8Array(rightAbout) } });
      return;
    }
    await answerPublicly(tx, runId);
    await rebuildStandings(tx, run.assignmentId, participantOf(run));
    await tellRunEnded(tx, runId);
  });
}

/** Ends a run with FAILED. */
export async function failRun(database: Database, claim: Claim, { code, message }: RunFailure): Promise<void> {
  const changes = { ...ended(), failureCode: code, failureMessage: message };
  await move(database, claim, 'FAILED', changes, async (tx) => {
    // Nobody knows when a lost worker stopped.
    if (code === 'WORKER_LOST') await tx.run.update({ where: { id: claim.runId }, data: { claimedAt: null } });
    else await countSeconds(tx, claim.runId);
    await tellRunEnded(tx, claim.runId);
  });
}

/**
 * Adds the seconds since the claim to those that count against the budget, by the database's clock. They count however
 * the run ends: one that times out or needs too much memory has used the machine all the same.
 */
async function countSeconds(tx: Transaction, runId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET "claimedAt" = NULL, "secondsUsed" = "secondsUsed" +
      greatest(0, coalesce(extract(epoch FROM (clock_timestamp() AT TIME ZONE 'UTC') - "claimedAt"), 0))
    WHERE id = ${runId}`;
}

/** Ignores that a claim no longer holds, for a write that only matters while it does. Rethrows any other error. */
export function ignoreRunLost(error: unknown): void {
  if (!(error instanceof RunLost)) throw error;
}

function ended() {
  return { finishedAt: databaseNow(), progress: Prisma.DbNull };
}

type Changes = Prisma.RunUpdateManyMutationInput;
/** Further writes in the transaction that changes the run's row. */
type Writes = (tx: Transaction) => Promise<unknown>;

function move(
  database: Database,
  claim: Claim,
  status: RunStatus,
  changes: Omit<Changes, 'status'> = {},
  also?: Writes,
): Promise<void> {
  return write(database, claim, previousStatuses(status), { ...changes, status }, { also });
}

/** Training blocks this process's event loop for seconds at a time, longer than Prisma's defaults of 2 s and 5 s. */
const transactionLimits = { maxWait: 60_000, timeout: 60_000 };

async function write(
  database: Database,
  claim: Claim,
  from: readonly RunStatus[],
  changes: Changes,
  { epoch, also }: { epoch?: number; also?: Writes | undefined } = {},
): Promise<void> {
  try {
    await persist(() =>
      database.$transaction(async (tx) => {
        await updateRun(tx, claim, from, changes);
        await also?.(tx);
        await announce(tx, { runId: claim.runId, epoch });
      }, transactionLimits),
    );
  } catch (error) {
    // The connection may break after the commit. The second try then finds the new status.
    if (!(error instanceof RunLost) || !(await isIn(database, claim, changes.status))) throw error;
  }
}

async function isIn(database: Database, { runId: id, attempt }: Claim, status: Changes['status']): Promise<boolean> {
  if (typeof status !== 'string') return false;
  return (await database.run.count({ where: { id, attempt, status } })) > 0;
}

/** For a write that leaves the run's row as it is: writing the same attempt again locks the row. */
function sameAttempt({ attempt }: Claim): Changes {
  return { attempt };
}

/** Updates the run's row if the claim still holds. The row is then locked: no one can claim or cancel the run. */
async function updateRun(tx: Transaction, claim: Claim, from: readonly RunStatus[], data: Changes): Promise<void> {
  const { runId, attempt } = claim;
  const { count } = await tx.run.updateMany({ where: { id: runId, attempt, status: { in: [...from] } }, data });
  if (count === 0) throw new RunLost(claim);
}
