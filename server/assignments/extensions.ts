import { z } from 'zod';
import type { Assignment, Extension, Transaction } from '#prisma/client';
import type { Extra } from '#prisma/extras';
import { followMovedDates } from '#prisma/lateness';
import { notify } from '#prisma/notices';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import { isFinal } from './openness.ts';

const extensionSchema = z.object({
  studentId: z.string().nullish(),
  sectionId: z.string().nullish(),
  extraSeconds: z
    .int()
    .min(0)
    .max(366 * 24 * 3600)
    .default(0),
  extraRuns: z.int().min(0).max(1000).default(0),
  extraBudgetSeconds: z.int().min(0).max(100_000_000).default(0),
  reason: z.string().trim().max(1000).default(''),
  confirmed: z.boolean().default(false),
});
export type ExtensionInput = z.input<typeof extensionSchema>;

/**
 * Gives one student or one section more time, runs or seconds, in place of what they were given before, and tells the
 * students. Throws BAD_USER_INPUT, NOT_FOUND (no student or section of this course), or CONFIRMATION_NEEDED when the
 * scores are final and would be hidden again.
 */
export async function grantExtension(
  context: Context,
  assignment: Assignment,
  input: ExtensionInput,
): Promise<Extension> {
  const { studentId, sectionId, reason, confirmed, ...extra } = checkInput(extensionSchema, input);
  if (!studentId === !sectionId)
    throw wrongField('studentId', `expected either a student or a section, received ${studentId ? 'both' : 'none'}`, {
      code: 'studentOrSection',
    });
  if (Object.values(extra).every((amount) => amount === 0))
    throw wrongField('extraSeconds', 'expected more time, runs or seconds of the budget, received none of them', {
      code: 'nothingExtended',
    });
  if (extra.extraSeconds > 0 && !assignment.dueAt && !assignment.closesAt)
    throw wrongField(
      'extraSeconds',
      `expected 0, because "${assignment.title}" has no end, received ${extra.extraSeconds}`,
      { code: 'noEndToExtend' },
    );
  const { id: assignmentId, courseId } = assignment;
  const named = studentId
    ? await context.database.enrollment.findFirst({
        where: { courseId, userId: studentId, role: 'STUDENT', removedAt: null },
        include: { user: true },
      })
    : await context.database.section.findFirst({ where: { id: sectionId ?? '', courseId } });
  if (!named)
    throw new ApiError(
      'NOT_FOUND',
      studentId
        ? `Expected the id of a student of this course, received "${studentId}".`
        : `Expected the id of a section of this course, received "${sectionId}".`,
    );
  if (isFinal(assignment) && extra.extraSeconds > 0 && !confirmed)
    throw new ApiError(
      'CONFIRMATION_NEEDED',
      'The scores on the private share are final, and students have seen theirs. They are hidden again until this ' +
        'extension has ended. Confirm it, or reopen the assignment with another split.',
      { detail: 'HIDING' },
    );
  const subject = 'user' in named ? named.user.name : named.name;
  return context.database.$transaction(async (transaction) => {
    const where = studentId
      ? { assignmentId_studentId: { assignmentId, studentId } }
      : { assignmentId_sectionId: { assignmentId, sectionId: sectionId as string } };
    const before = await transaction.extension.findUnique({ where });
    const extension = await transaction.extension.upsert({
      where,
      create: { assignmentId, studentId: studentId ?? null, sectionId: sectionId ?? null, reason, ...extra },
      update: { reason, ...extra },
    });
    await followMovedDates(transaction, assignmentId);
    await recordChange(context, transaction, {
      courseId,
      action: 'extension.grant',
      subjectId: extension.id,
      subject: `${assignment.title}: ${subject}`,
      changes: Object.fromEntries(
        Object.entries({ ...extra, reason } satisfies Extra & { reason: string }).map(([field, value]) => [
          field,
          [before?.[field as keyof Extra | 'reason'] ?? null, value],
        ]),
      ),
    });
    await tell(transaction, assignment, extension, before ? 'CHANGED' : 'GRANTED');
    return extension;
  }, longTransaction);
}

/** Takes an extension back. Runs that were in time by it are late again. Throws NOT_FOUND. */
export async function revokeExtension(context: Context, assignment: Assignment, id: string): Promise<void> {
  await context.database.$transaction(async (transaction) => {
    const [extension] = await transaction.extension.findMany({
      where: { id, assignmentId: assignment.id },
      include: { section: true },
    });
    if (!extension) throw new ApiError('NOT_FOUND', `Expected the id of an extension, received "${id}".`);
    await transaction.extension.delete({ where: { id } });
    await followMovedDates(transaction, assignment.id);
    const student = extension.studentId && (await transaction.user.findUnique({ where: { id: extension.studentId } }));
    await recordChange(context, transaction, {
      courseId: assignment.courseId,
      action: 'extension.revoke',
      subjectId: id,
      subject: `${assignment.title}: ${extension.section?.name ?? (student ? student.name : '')}`,
    });
    await tell(transaction, assignment, extension, 'REVOKED');
  }, longTransaction);
}

/** A class's runs may have to be looked at again. */
export const longTransaction = { maxWait: 15_000, timeout: 60_000 };

/** What they have not read of an earlier change goes. */
async function tell(
  transaction: Transaction,
  { id: assignmentId, courseId, title }: Assignment,
  extension: Extension,
  change: 'GRANTED' | 'CHANGED' | 'REVOKED',
): Promise<void> {
  const whom = await concerned(transaction, extension, courseId);
  const data = { assignmentId, assignment: title, change, extensionId: extension.id };
  await notify(transaction, whom, 'EXTENSION', data, { replaces: { extensionId: extension.id } });
}

async function concerned(transaction: Transaction, { studentId, sectionId }: Extension, courseId: string) {
  if (studentId) return [studentId];
  const students = await transaction.enrollment.findMany({
    where: { courseId, sectionId, role: 'STUDENT', removedAt: null },
    select: { userId: true },
  });
  return students.map(({ userId }) => userId);
}
