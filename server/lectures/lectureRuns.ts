import { randomInt } from 'node:crypto';
import type { BackboneName } from '#contracts/backbones';
import {
  type LectureOffer,
  lectureChoiceSchema,
  lectureOfferSchema,
  recipeFromScratch,
  recipeOfChoice,
} from '#contracts/lecture';
import type { LectureChoice } from '#contracts/lectureChoices';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import type { FailureCode } from '#contracts/runFailure';
import { openStatuses, previousStatuses, type RunStatus, resultlessStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import {
  type Assignment,
  type Database,
  type Lecture,
  type LectureRun as LectureRunRow,
  Prisma,
  type Transaction,
} from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { cancelJob, type Queue, sendRun } from '#prisma/queue';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { asJson } from '../graphql/input.ts';
import { recipeHash } from '../runs/recipeHash.ts';
import type { LectureRun } from './lecture.type.ts';

/** What phones may choose in a lecture. */
export function offerOf({ offer }: Pick<Lecture, 'offer'>): LectureOffer {
  return lectureOfferSchema.parse(offer);
}

interface Submission {
  part: LectureRunRow['part'];
  choice: LectureChoice;
  recipe: Recipe;
  guest?: { id: string; number: number };
  priority: number;
}

/**
 * Writes a run of a lecture and its job. It belongs to the lecture's own account, who is in no course: so it is on no
 * board, in no gradebook and no quota.
 */
export async function enqueueLectureRun(
  queue: Queue,
  transaction: Transaction,
  { id: lectureId, accountId, assignment }: Lecture & { assignment: Assignment },
  { part, choice, recipe, guest, priority }: Submission,
): Promise<string> {
  const { id: runId } = await transaction.run.create({
    data: {
      assignmentId: assignment.id,
      studentId: accountId,
      recipe: asJson(recipe),
      recipeHash: recipeHash(recipe),
      revision: assignment.revision,
      inLecture: {
        create: {
          lectureId,
          part,
          choice: asJson(choice),
          guestId: guest?.id ?? null,
          guestNumber: guest?.number ?? null,
        },
      },
    },
  });
  await writeWholeRecipe(transaction, { table: 'run', id: runId }, recipe);
  const jobId = await sendRun(queue, transaction, { runId, priority });
  await transaction.run.update({ where: { id: runId }, data: { jobId } });
  return runId;
}

/** The recipe of a guest's choice. Two guests with one choice get other seeds, and so other curves. */
export function recipeForGuest(offer: LectureOffer, choice: LectureChoice, assignment: Assignment): Recipe {
  return recipeOfChoice(offer, choice, { starter: starterOf(assignment), seed: randomInt(2 ** 31) });
}

export function recipeToPrepare(offer: LectureOffer, choice: LectureChoice, assignment: Assignment): Recipe {
  const starter = starterOf(assignment);
  return recipeOfChoice(offer, choice, { starter, seed: starter.seed });
}

export function scratchRecipe(offer: LectureOffer, network: BackboneName, assignment: Assignment): Recipe {
  const starter = starterOf(assignment);
  return recipeFromScratch(offer, network, { starter, seed: starter.seed });
}

/** A stored recipe has been checked already. */
export function starterOf({ starterRecipe }: Assignment): Recipe {
  return recipeSchema.parse(starterRecipe);
}

/** More than a preparation has: runs of two revisions may be there. */
const mostPreparing = 100;

interface ReadRow {
  runId: string;
  part: LectureRunRow['part'];
  choice: unknown;
  guestId: string | null;
  guestNumber: number | null;
  nickname: string | null;
  status: RunStatus;
  failureMessage: string | null;
  failureCode: FailureCode | null;
  submittedAt: Date;
  finishedAt: Date | null;
  curve: (number | null)[];
}

/** The newest runs of a lecture in the order of their submission, with their curves. */
export function readLectureRuns(
  database: Database,
  lectureId: string,
  { first, guestId = null }: { first: number; guestId?: string | null },
): Promise<LectureRun[]> {
  return readRuns(database, lectureId, {
    first,
    which: Prisma.sql`(${guestId}::text IS NULL OR member."guestId" = ${guestId})`,
  });
}

/** The runs of a lecture's preparation that failed or were cancelled. */
export function readFailedPreparation(database: Database, lectureId: string): Promise<LectureRun[]> {
  return readRuns(database, lectureId, {
    first: mostPreparing,
    which: Prisma.sql`member.part <> 'GUEST' AND run.status::text = ANY(${[...resultlessStatuses]})`,
  });
}

/** All in one statement. */
async function readRuns(
  database: Database,
  lectureId: string,
  { first, which }: { first: number; which: Prisma.Sql },
): Promise<LectureRun[]> {
  const rows = await database.$queryRaw<ReadRow[]>`
    SELECT member."runId", member.part::text AS part, member.choice, member."guestId", member."guestNumber",
      guest.nickname, run.status::text AS status, run."failureMessage", run."failureCode", run."submittedAt",
      run."finishedAt",
      ARRAY(SELECT epoch."valAcc" FROM epoch WHERE epoch."runNumber" = run.number ORDER BY epoch.epoch) AS curve
    FROM lecture_run AS member JOIN run ON run.id = member."runId"
    LEFT JOIN lecture_guest AS guest ON guest.id = member."guestId"
    WHERE member."lectureId" = ${lectureId} AND ${which}
    ORDER BY run."submittedAt" DESC, run.id DESC LIMIT ${first}`;
  return rows.reverse().map(asLectureRun);
}

function asLectureRun({ runId, choice, failureMessage, failureCode, curve, ...row }: ReadRow): LectureRun {
  const known = curve.filter((value) => value !== null);
  return {
    ...row,
    ...lectureChoiceSchema.parse(choice),
    id: runId,
    // A broken test image is named in the message.
    failure: row.status === 'FAILED' ? (failureCode === 'BAD_IMAGE' ? '' : (failureMessage ?? '')) : null,
    failureCode: row.status === 'FAILED' ? failureCode : null,
    curve,
    best: known.length > 0 ? Math.max(...known) : null,
  };
}

/** Cancels the runs of a lecture that have not ended: all, or those of guests, or of one guest. */
export async function cancelLectureRuns(
  queue: Queue,
  transaction: Transaction,
  which: { lectureId: string; part?: LectureRunRow['part']; guestId?: string },
): Promise<void> {
  const open = await transaction.run.findMany({
    where: { inLecture: which, status: { in: [...openStatuses] } },
    select: { id: true, jobId: true },
  });
  for (const { id, jobId } of open) {
    const { count } = await transaction.run.updateMany({
      where: { id, status: { in: previousStatuses('CANCELLED') } },
      data: { status: 'CANCELLED', finishedAt: databaseNow(), claimedAt: null },
    });
    if (count === 0) continue;
    if (jobId !== null) await cancelJob(queue, transaction, jobId);
    await announce(transaction, { runId: id });
  }
}
