import { z } from 'zod';
import { getAssignment } from '../assignments/assignment.service.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import type { Grade, SetGradeInput } from './grade.type.ts';
import { computeGrades, ruleOf } from './grades.ts';

/**
 * Stores what staff decided about a grade; what is left out stays as it is. The student sees nothing of it before the
 * next publication, but for feedback to a grade that is published already, and that they are excused. Throws NOT_FOUND
 * (no student of this course), NOT_ENROLLED, FORBIDDEN, BAD_USER_INPUT or CHANGED_MEANWHILE.
 */
export async function setGrade(context: Context, input: SetGradeInput): Promise<Grade> {
  const { assignmentId, studentId } = input;
  const assignment = await getAssignment(context, assignmentId);
  await requireStaff(context, assignment.courseId, 'set a grade');
  const rule = ruleOf(assignment);
  if (!rule)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected an assignment with a rule for grades; "${assignment.title}" has none.`,
      { detail: 'NO_GRADING_RULE' },
    );
  const fields = checkInput(
    z
      .object({
        handPoints: z.number().min(0).max(rule.handPoints).nullish(),
        override: z.number().min(0).max(rule.maxPoints).nullish(),
        overrideReason: z.string().trim().max(500).nullish(),
        excused: z.boolean().nullish(),
        excuseReason: z.string().trim().max(500).nullish(),
        feedback: z.string().trim().max(10_000).nullish(),
      })
      .refine(({ excused, excuseReason }) => !excused || excuseReason, {
        path: ['excuseReason'],
        error: 'expected a reason why the student is excused, received none',
        params: { code: 'missing' },
      })
      .refine(({ override, overrideReason }) => typeof override !== 'number' || overrideReason, {
        path: ['overrideReason'],
        error: 'expected a reason for the override, received none',
        params: { code: 'missing' },
      }),
    input,
  );
  return context.database.$transaction(async (transaction) => {
    const member = await transaction.enrollment.findFirst({
      where: { courseId: assignment.courseId, userId: studentId, role: 'STUDENT', removedAt: null },
      include: { user: { select: { name: true } } },
    });
    if (!member)
      throw new ApiError('NOT_FOUND', `Expected the id of a student of this course, received "${studentId}".`);
    const team = input.wholeTeam
      ? await transaction.teamMember.findMany({
          where: { team: { members: { some: { assignmentId, userId: studentId } } } },
        })
      : [];
    const students = [...new Set([studentId, ...team.map(({ userId }) => userId)])].toSorted();
    for (const id of students) {
      // Two of the staff who save at once: the second waits here, and sees what the first has saved.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`grade ${assignmentId} ${id}`}))`;
      const where = { assignmentId_studentId: { assignmentId, studentId: id } };
      const before = await transaction.grade.findUnique({ where });
      if (id === studentId && input.seen && before && before.updatedAt.getTime() > input.seen.getTime())
        throw new ApiError(
          'CHANGED_MEANWHILE',
          'Expected the grade as you opened it, but somebody has changed it since: load it again.',
        );
      const data = decided(fields);
      const after = await transaction.grade.upsert({
        where,
        create: { assignmentId, studentId: id, ...data },
        update: data,
      });
      await recordChange(context, transaction, {
        courseId: assignment.courseId,
        action: 'grade.update',
        subjectId: `${assignmentId}:${id}`,
        subject: `${assignment.title}, ${id === studentId ? member.user.name : id}`,
        changes: differences(before ? only(before) : only(noDecision), only(after)),
      });
    }
    const [grade] = await computeGrades(transaction, assignment.courseId, [{ ...assignment, rule }], [studentId]);
    return grade!;
  });
}

interface Decision {
  handPoints: number | null;
  override: number | null;
  overrideReason: string;
  excused: boolean;
  excuseReason: string;
  feedback: string;
}

const noDecision: Decision = {
  handPoints: null,
  override: null,
  overrideReason: '',
  excused: false,
  excuseReason: '',
  feedback: '',
};

const only = ({ handPoints, override, overrideReason, excused, excuseReason, feedback }: Decision): Decision => ({
  handPoints,
  override,
  overrideReason,
  excused,
  excuseReason,
  feedback,
});

/** What was left out is not there; an override or an excuse that is taken back takes its reason along. */
function decided(fields: { [Name in keyof Decision]?: Decision[Name] | null | undefined }): Partial<Decision> {
  return {
    ...(fields.handPoints !== undefined && { handPoints: fields.handPoints }),
    ...(fields.override !== undefined && {
      override: fields.override,
      overrideReason: fields.override === null ? '' : (fields.overrideReason ?? ''),
    }),
    ...(fields.excused !== undefined && {
      excused: fields.excused ?? false,
      excuseReason: fields.excused ? (fields.excuseReason ?? '') : '',
    }),
    ...(fields.feedback !== undefined && { feedback: fields.feedback ?? '' }),
  };
}
