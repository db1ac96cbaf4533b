import { openStatuses } from '#contracts/runStatus';
import type { Assignment, Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { followMovedDates } from '#prisma/lateness';
import { cancelJob, type Queue } from '#prisma/queue';
import { emitEvent } from '#prisma/webhooks';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson } from '../graphql/input.ts';
import { tellStudents } from '../notices/tellStudents.ts';
import { newSeed } from './assignment.service.ts';
import { longTransaction } from './extensions.ts';
import { isClosed, isVisible } from './openness.ts';
import { lockAssignment } from './updateAssignment.ts';

/**
 * Shows a draft to the students, now or from a later time on. Until that has come it can be published again, for
 * another time. Publishing what students see changes nothing.
 */
export function publishAssignment(
  context: Context,
  { id, courseId }: Assignment,
  at: Date | null = null,
): Promise<Assignment> {
  return context.database.$transaction(async (transaction) => {
    await lockAssignment(transaction, id);
    const current = await transaction.assignment.findUniqueOrThrow({ where: { id } });
    if (isVisible(current)) return current;
    const now = databaseNow();
    const later = at !== null && at > now ? at : null;
    const subject = { courseId, action: 'assignment.publish', subjectId: id, subject: current.title };
    await recordChange(context, transaction, { ...subject, ...(later && { changes: { publishedAt: [null, later] } }) });
    if (!later) await emitEvent(transaction, 'assignment.published', { courseId, assignmentId: id });
    if (!later) await tellStudents(transaction, current, 'ASSIGNMENT_PUBLISHED');
    return transaction.assignment.update({
      where: { id },
      data: { publishedAt: later ?? now, announceAt: later, edition: { increment: 1 } },
    });
  });
}

/** Tells students and webhooks of assignments that are seen since a time that staff had set. Answers how many. */
export function announcePublications(database: Database): Promise<number> {
  return database.$transaction(async (transaction) => {
    const seen = await transaction.assignment.updateManyAndReturn({
      where: { announceAt: { lte: databaseNow() } },
      data: { announceAt: null },
      select: { id: true, courseId: true, title: true },
    });
    for (const assignment of seen) {
      const { id, courseId } = assignment;
      await emitEvent(transaction, 'assignment.published', { courseId, assignmentId: id });
      await tellStudents(transaction, assignment, 'ASSIGNMENT_PUBLISHED');
    }
    return seen.length;
  });
}

/** Hides an assignment from the students again. Throws BAD_USER_INPUT when a student has submitted to it. */
export function unpublishAssignment(context: Context, { id, courseId }: Assignment): Promise<Assignment> {
  return context.database.$transaction(async (transaction) => {
    await lockAssignment(transaction, id);
    const current = await transaction.assignment.findUniqueOrThrow({ where: { id } });
    if (current.publishedAt === null) return current;
    const staff = { some: { courseId, role: { not: 'STUDENT' as const } } };
    const runs = await transaction.run.count({
      where: { assignmentId: id, student: { NOT: { enrollments: staff } } },
    });
    if (runs > 0)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected an assignment without runs of students, received one with ${runs}: close it instead.`,
        { detail: 'HAS_RUNS' },
      );
    const subject = { courseId, action: 'assignment.unpublish', subjectId: id, subject: current.title };
    await recordChange(context, transaction, subject);
    return transaction.assignment.update({
      where: { id },
      data: { publishedAt: null, announceAt: null, edition: { increment: 1 } },
    });
  });
}

/**
 * Closes an assignment now. A due date that was still to come becomes now, too; extensions go on from there. Closing
 * what is closed changes nothing. Throws BAD_USER_INPUT before it has opened.
 */
export function closeAssignment(context: Context, { id, courseId }: Assignment): Promise<Assignment> {
  return context.database.$transaction(async (transaction) => {
    await lockAssignment(transaction, id);
    const current = await transaction.assignment.findUniqueOrThrow({ where: { id } });
    const now = databaseNow();
    if (isClosed(current, now)) return current;
    if (current.opensAt >= now)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected an assignment that has opened; "${current.title}" opens at ${current.opensAt.toISOString()}.`,
        { detail: 'NOT_OPENED', opensAt: current.opensAt },
      );
    const dates = { closesAt: now, dueAt: current.dueAt && current.dueAt > now ? now : current.dueAt };
    await transaction.assignment.update({ where: { id }, data: { ...dates, edition: { increment: 1 } } });
    await followMovedDates(transaction, id);
    await recordChange(context, transaction, {
      courseId,
      action: 'assignment.close',
      subjectId: id,
      subject: current.title,
      changes: { closesAt: [current.closesAt, dates.closesAt], dueAt: [current.dueAt, dates.dueAt] },
    });
    if (isVisible(current)) await tellStudents(transaction, current, 'DATES_CHANGED');
    return transaction.assignment.findUniqueOrThrow({ where: { id } });
  }, longTransaction);
}

/**
 * A draft with everything of another assignment but its runs, people and past dates. Its test set is split in another
 * way.
 */
export function duplicateAssignment(context: Context, original: Assignment, title?: string): Promise<Assignment> {
  const {
    id,
    createdAt,
    key,
    finalAt,
    referenceRunId,
    gradesPublishedAt,
    starterRecipe,
    allowed,
    gradingRule,
    ...kept
  } = original;
  const now = databaseNow();
  const ahead = (date: Date | null) => (date && date > now ? date : null);
  return context.database.$transaction(async (transaction) => {
    const copy = await transaction.assignment.create({
      data: {
        ...kept,
        title: title ?? original.title,
        opensAt: ahead(original.opensAt) ?? now,
        dueAt: ahead(original.dueAt),
        closesAt: ahead(original.closesAt),
        finalAt: ahead(original.closesAt),
        freezeAt: ahead(original.freezeAt),
        teamsUntil: ahead(original.teamsUntil),
        publishedAt: null,
        starterRecipe: asJson(starterRecipe),
        allowed: asJson(allowed),
        gradingRule: gradingRule === null ? undefined : asJson(gradingRule),
        revision: 1,
        edition: 1,
        seed: newSeed(),
      },
    });
    await writeWholeRecipe(transaction, { table: 'assignment', id: copy.id }, starterRecipe as object);
    await recordChange(context, transaction, {
      courseId: original.courseId,
      action: 'assignment.duplicate',
      subjectId: copy.id,
      subject: copy.title,
      changes: { from: [null, id] },
    });
    return transaction.assignment.findUniqueOrThrow({ where: { id: copy.id } });
  });
}

/** What goes with an assignment when it is deleted, and what stays without it. */
export interface Dependents {
  runs: number;
  /** Of those, the ones that have not ended. */
  openRuns: number;
  /** People who submitted them. */
  submitters: number;
  teams: number;
  extensions: number;
  grades: number;
  /** Weights that the course published from its runs: they stay. */
  publishedWeights: number;
}

export async function dependentsOf(
  database: Context['database'] | Parameters<Parameters<Context['database']['$transaction']>[0]>[0],
  assignmentId: string,
): Promise<Dependents> {
  const where = { assignmentId };
  const [dependents] = await database.$queryRaw<Omit<Dependents, 'teams' | 'extensions' | 'grades'>[]>`
    SELECT count(*)::int AS runs, count(*) FILTER (WHERE status::text = ANY(${[...openStatuses]}))::int AS "openRuns",
      count(DISTINCT "studentId")::int AS submitters,
      (SELECT count(*)::int FROM weights JOIN run ON run.id = weights."runId"
        WHERE run."assignmentId" = ${assignmentId}) AS "publishedWeights"
    FROM run WHERE "assignmentId" = ${assignmentId}`;
  return {
    runs: dependents?.runs ?? 0,
    openRuns: dependents?.openRuns ?? 0,
    submitters: dependents?.submitters ?? 0,
    publishedWeights: dependents?.publishedWeights ?? 0,
    teams: await database.team.count({ where }),
    extensions: await database.extension.count({ where }),
    grades: await database.grade.count({ where }),
  };
}

/**
 * Deletes an assignment with its runs, teams, extensions and grades. `runs` is how many runs the person was told of:
 * throws CONFIRMATION_NEEDED with `dependents` when there are others by now.
 */
export function deleteAssignment(
  context: Context & { queue: Queue },
  { id, courseId }: Assignment,
  runs: number,
): Promise<void> {
  return context.database.$transaction(async (transaction) => {
    // Not only its fields: a run that is being submitted waits, and then finds no assignment.
    await transaction.$queryRaw`SELECT id FROM assignment WHERE id = ${id} FOR UPDATE`;
    const { title } = await transaction.assignment.findUniqueOrThrow({ where: { id } });
    const dependents = await dependentsOf(transaction, id);
    if (dependents.runs !== runs)
      throw new ApiError(
        'CONFIRMATION_NEEDED',
        `Expected a confirmation that ${dependents.runs} runs are deleted too, received one of ${runs}.`,
        { detail: 'DELETION', dependents, runs: dependents.runs },
      );
    const open = await transaction.run.findMany({
      where: { assignmentId: id, status: { in: [...openStatuses] }, jobId: { not: null } },
      select: { jobId: true },
    });
    for (const { jobId } of open) await cancelJob(context.queue, transaction, jobId as string);
    await transaction.assignment.delete({ where: { id } });
    await recordChange(context, transaction, {
      courseId,
      action: 'assignment.delete',
      subjectId: id,
      subject: title,
      changes: { runs: [dependents.runs, 0], grades: [dependents.grades, 0] },
    });
  }, longTransaction);
}
