import { z } from 'zod';
import {
  type AssignmentChange,
  allowedSchema,
  assignmentChangeSchema,
  assignmentSchema,
  unfairFields,
} from '#contracts/assignment';
import { directionOf } from '#contracts/metrics';
import { defaultScoreStep, publicImages } from '#contracts/publicShare';
import { scorableStatuses } from '#contracts/runStatus';
import type { Assignment, DatasetVersion, Prisma, Transaction } from '#prisma/client';
import { followMovedDates } from '#prisma/lateness';
import { emitEvent } from '#prisma/webhooks';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { differences, recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput, wrongField } from '../graphql/input.ts';
import { tellOfRevision, tellStudents } from '../notices/tellStudents.ts';
import { acceptRecipe } from './acceptRecipe.ts';
import { newSeed, refuseTakenKey, requireFitting, versionOfCourse } from './assignment.service.ts';
import { longTransaction } from './extensions.ts';
import { isFinal, isVisible } from './openness.ts';

export interface Save {
  /** The edition that the person saw; a save that began from an older one than the newest is refused. */
  edition: number;
  change: unknown;
  /** The person agreed to a new revision, if the change needs one. */
  newRevision?: boolean;
  /** Of how many runs the person was told that they become late. */
  laterRuns?: number | null;
  /** Why, for those who read the list of revisions. */
  reason?: string;
}

/**
 * Changes an assignment. A change of what runs are scored by begins a new revision once there are runs: older runs keep
 * their scores and are marked. So does reopening after the scores were final, with another split of the test set.
 *
 * Throws EDIT_CONFLICT with the newer values when somebody saved in between, CONFIRMATION_NEEDED with the fields when a
 * new revision was not agreed to, or with how many runs become late when the person was told of another number, and
 * what `createAssignment` throws. Nothing is changed then.
 */
export async function updateAssignment(
  context: Context,
  { id, courseId }: Pick<Assignment, 'id' | 'courseId'>,
  { edition, change: input, newRevision = false, laterRuns, reason = '' }: Save,
): Promise<Assignment> {
  const change = checkInput(assignmentChangeSchema, input);
  const because = checkInput(z.object({ reason: z.string().trim().max(1000) }), { reason }).reason;
  return context.database
    .$transaction(async (transaction) => {
      await lockAssignment(transaction, id);
      const current = await transaction.assignment.findUniqueOrThrow({ where: { id } });
      if (current.edition !== edition) throw await conflict(transaction, current, edition);
      const { newSplit, ...fields } = change;
      const version = await versionOfCourse(transaction, courseId, fields.datasetVersionId ?? current.datasetVersionId);
      const merged: Assignment = {
        ...current,
        ...(defined(fields) as Partial<Assignment>),
        scoreStep: await stepOf(transaction, current, change, version),
      };
      // What students are to see when it opens moves with the opening.
      if (current.announceAt?.getTime() === current.opensAt.getTime())
        merged.publishedAt = merged.announceAt = merged.opensAt;
      requireFitting(merged, version);
      requireFittingRule(current, merged);
      await requireFittingTeams(transaction, merged);
      const recipe = await starterRecipe(context, merged, version);
      const reopens = isFinal(current) && !isFinal({ closesAt: merged.closesAt, finalAt: merged.closesAt });
      if (newSplit || reopens) merged.seed = newSeed();
      const unfair = unfairFields.filter((field) => merged[field] !== current[field]);
      const runs = unfair.length > 0 ? await transaction.run.count({ where: { assignmentId: id } }) : 0;
      const revises = runs > 0;
      if (revises && !newRevision)
        throw new ApiError('CONFIRMATION_NEEDED', explain(unfair, reopens, runs), {
          detail: reopens ? 'REOPENING' : 'REVISION',
          fields: unfair,
          runs,
          reopens,
        });
      if (revises) await endRevision(transaction, current, because);
      const late = await lateRuns(transaction, current);
      const { starterRecipe: _, allowed, gradingRule, ...columns } = merged;
      await transaction.assignment.update({
        where: { id },
        data: {
          ...columns,
          gradingRule: gradingRule ?? undefined,
          starterRecipe: asJson(recipe),
          allowed: asJson(allowed),
          revision: current.revision + (revises ? 1 : 0),
          edition: current.edition + 1,
        },
      });
      await writeWholeRecipe(transaction, { table: 'assignment', id }, recipe);
      await followMovedDates(transaction, id);
      const saved = await transaction.assignment.findUniqueOrThrow({ where: { id } });
      requireTold(laterRuns ?? 0, current, late, saved, await lateRuns(transaction, saved));
      const { edition: _edition, ...changed } = differences(current, saved);
      await recordChange(context, transaction, {
        courseId,
        action: 'assignment.update',
        subjectId: id,
        subject: saved.title,
        changes: changed,
      });
      if (revises)
        await emitEvent(transaction, 'assignment.revised', { courseId, assignmentId: id, revision: saved.revision });
      if (isVisible(saved)) {
        const isMoved = (['opensAt', 'dueAt', 'closesAt'] as const).some((date) => changed[date] !== undefined);
        if (isMoved) await tellStudents(transaction, saved, 'DATES_CHANGED');
        if (revises) await tellOfRevision(transaction, saved);
      }
      return saved;
    }, longTransaction)
    .catch((error) => refuseTakenKey(error, change.key));
}

/** Holds the assignment's row until the transaction ends: of two who change it, one waits. */
export async function lockAssignment(transaction: Transaction, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM assignment WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** The fields that a person gave; null is one. */
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The step that was given; two images of the public share when none is wanted, or when it was that before. */
async function stepOf(
  transaction: Transaction,
  current: Assignment,
  { scoreStep, publicShare }: AssignmentChange,
  version: DatasetVersion,
): Promise<number> {
  if (typeof scoreStep === 'number') return scoreStep;
  const before = await transaction.datasetVersion.findUniqueOrThrow({ where: { id: current.datasetVersionId } });
  const usual = (testCount: number, share: number) => defaultScoreStep(publicImages(testCount, share));
  if (scoreStep === undefined && current.scoreStep !== usual(before.testCount, current.publicShare))
    return current.scoreStep;
  return usual(version.testCount, publicShare ?? current.publicShare);
}

/** The starter recipe, checked again: what it may use, and the classes, may have changed. */
async function starterRecipe(context: Context, merged: Assignment, version: DatasetVersion) {
  const allowed = allowedSchema.parse(merged.allowed);
  const terms = { courseId: merged.courseId, classNames: version.classNames, allowed };
  return acceptRecipe(context, terms, merged.starterRecipe);
}

/** Thresholds that are meant for shares say nothing of losses, nor the other way round. */
function requireFittingRule(current: Assignment, merged: Assignment): void {
  const isTurned = directionOf(current.metric).lowerIsBetter !== directionOf(merged.metric).lowerIsBetter;
  if (!isTurned || !ruleHasThresholds(current.gradingRule)) return;
  const message =
    'expected a metric in whose direction the thresholds of the grading rule are meant (they turn ' +
    `${current.metric} into points), received ${merged.metric}: remove the thresholds first, and set new ones then`;
  throw wrongField('metric', message, { code: 'thresholdsTurn' });
}

function ruleHasThresholds(rule: Assignment['gradingRule']): boolean {
  const { thresholds } = z.object({ thresholds: z.array(z.unknown()) }).parse(rule ?? { thresholds: [] });
  return thresholds.length > 0;
}

async function requireFittingTeams(transaction: Transaction, { id, teamSize }: Assignment): Promise<void> {
  const [largest] = await transaction.teamMember.groupBy({
    by: ['teamId'],
    where: { assignmentId: id },
    _count: true,
    orderBy: { _count: { userId: 'desc' } },
    take: 1,
  });
  if (!largest || (largest._count <= teamSize && teamSize > 1)) return;
  const message =
    teamSize === 1
      ? 'expected at least 2, because students have formed teams, received 1'
      : `expected at least ${largest._count}, the members of the largest team, received ${teamSize}`;
  throw wrongField('teamSize', message, {
    code: 'teamsLarger',
    values: { limit: Math.max(2, largest._count) },
  });
}

/** Keeps what the runs so far were scored by. */
async function endRevision(transaction: Transaction, current: Assignment, reason: string): Promise<void> {
  const { id: assignmentId, revision, datasetVersionId, metric, publicShare, scoreStep, seed } = current;
  await transaction.assignmentRevision.create({
    data: { assignmentId, revision, datasetVersionId, metric, publicShare, scoreStep, seed, reason },
  });
}

function explain(fields: readonly string[], reopens: boolean, runs: number): string {
  const what = reopens ? 'Reopening it after its scores were final' : `A change of ${fields.join(', ')}`;
  return (
    `${what} would make the ${runs} ${runs === 1 ? 'run' : 'runs'} so far unfair to compare with later ones. ` +
    'Confirm a new revision: they keep their scores, are marked, and no longer count; you can have them trained again.'
  );
}

interface LateRun {
  id: string;
  studentId: string;
  daysLate: number;
}

/** The runs of the assignment's revision that are late and may count. */
function lateRuns(transaction: Transaction, { id: assignmentId, revision }: Assignment): Promise<LateRun[]> {
  return transaction.run.findMany({
    where: { assignmentId, revision, daysLate: { gt: 0 }, status: { in: [...scorableStatuses] } },
    select: { id: true, studentId: true, daysLate: true },
  });
}

/** Throws CONFIRMATION_NEEDED when runs become late, or lose more points for it, and the person was told of others. */
function requireTold(
  told: number,
  { latePenalty }: Assignment,
  before: readonly LateRun[],
  saved: Assignment,
  after: readonly LateRun[],
): void {
  const daysBefore = new Map(before.map(({ id, daysLate }) => [id, daysLate]));
  const worse = after.filter(
    ({ id, daysLate }) => daysLate > (daysBefore.get(id) ?? 0) || saved.latePenalty > latePenalty,
  );
  if (worse.length === 0 || worse.length === told) return;
  const students = new Set(worse.map(({ studentId }) => studentId)).size;
  throw new ApiError(
    'CONFIRMATION_NEEDED',
    `Runs would become late, or lose more points for being late: ${worse.length}, of ${students} ` +
      `${students === 1 ? 'student' : 'students'}. Confirm it by that number of runs (laterRuns).`,
    { detail: 'LATENESS', runs: worse.length, students },
  );
}

/** What somebody else has saved in between, and who. */
async function conflict(transaction: Transaction, current: Assignment, received: number): Promise<ApiError> {
  const last = await transaction.auditEntry.findFirst({
    where: { subjectId: current.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const actor = last?.actorId ? await transaction.user.findUnique({ where: { id: last.actorId } }) : null;
  const by = actor?.name ?? 'Somebody';
  const names = Object.keys(assignmentSchema.shape) as (keyof typeof assignmentSchema.shape & keyof Assignment)[];
  const newer = Object.fromEntries(
    [...names, 'datasetVersionId' as const].map((name) => [name, current[name] as Prisma.JsonValue]),
  );
  return new ApiError(
    'EDIT_CONFLICT',
    `Expected a change of edition ${current.edition}, received one of edition ${received}: ${by} has saved this ` +
      'assignment in between. Nothing of yours was saved. Look at the newer values and save again.',
    { edition: current.edition, by, newer, changes: last?.changes ?? {} },
  );
}
