import { z } from 'zod';
import { type GradingRule, gradeOf, gradingRuleSchema } from '#contracts/grading';
import type { Assignment, Course } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput } from '../graphql/input.ts';
import type { GradePreview, GradingRuleInput, SetCourseGradingInput, SetGradingRuleInput } from './grade.type.ts';
import { computeGrades, ruleOf } from './grades.ts';

/**
 * Says how an assignment is graded. Published grades stay as they are; the gradebook shows which ones differ. Throws
 * NOT_FOUND, NOT_ENROLLED, FORBIDDEN, BAD_USER_INPUT (crossed thresholds) or CHANGED_MEANWHILE.
 */
export async function setGradingRule(context: Context, input: SetGradingRuleInput): Promise<Assignment> {
  const before = await getAssignment(context, input.assignmentId);
  await requireStaff(context, before.courseId, 'set how an assignment is graded');
  const rule = input.rule === null || input.rule === undefined ? null : checkRule(input.rule, before.metric);
  const { weight } = checkInput(z.object({ weight: z.number().min(0).max(1000).nullish() }), input);
  return context.database.$transaction(async (transaction) => {
    const { count } = await transaction.assignment.updateMany({
      where: { id: before.id, ...(typeof input.edition === 'number' && { edition: input.edition }) },
      data: { edition: { increment: 1 } },
    });
    if (count === 0)
      throw new ApiError(
        'CHANGED_MEANWHILE',
        'Expected the assignment as you opened it, but somebody has saved it since: load it again.',
      );
    const after = await transaction.assignment.update({
      where: { id: before.id },
      data: {
        gradingRule: rule === null ? undefined : asJson(rule),
        ...(typeof weight === 'number' && { gradeWeight: weight }),
      },
    });
    if (rule === null)
      await transaction.$executeRaw`UPDATE assignment SET "gradingRule" = NULL WHERE id = ${before.id}`;
    await recordChange(context, transaction, {
      courseId: before.courseId,
      action: 'assignment.grading',
      subjectId: before.id,
      subject: before.title,
      changes: differences(
        { rule: before.gradingRule as unknown, weight: before.gradeWeight },
        { rule, weight: after.gradeWeight },
      ),
    });
    return { ...after, gradingRule: rule };
  });
}

/** Says how many of the worst grades do not count. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function setCourseGrading(context: Context, input: SetCourseGradingInput): Promise<Course> {
  const course = await getCourse(context, input.courseId);
  await requireStaff(context, course.id, 'set how the total is made');
  const { dropLowest } = checkInput(z.object({ dropLowest: z.int().min(0).max(50) }), input);
  return context.database.$transaction(async (transaction) => {
    const after = await transaction.course.update({ where: { id: course.id }, data: { dropLowest } });
    await recordChange(context, transaction, {
      courseId: course.id,
      action: 'course.grading',
      subjectId: course.id,
      subject: course.title,
      changes: differences({ dropLowest: course.dropLowest }, { dropLowest }),
    });
    return after;
  });
}

/** What the class would get by a rule that is not saved. Throws as `setGradingRule` does. */
export async function previewRule(
  context: Context,
  assignmentId: string,
  input: GradingRuleInput,
): Promise<GradePreview> {
  const assignment = await getAssignment(context, assignmentId);
  await requireStaff(context, assignment.courseId, 'try a rule for grades');
  const rule = checkRule(input, assignment.metric);
  const today = ruleOf(assignment);
  const grades = await computeGrades(context.database, assignment.courseId, [{ ...assignment, rule }]);
  const counted = grades.flatMap(({ score, daysLate, handPoints, isExcused }) => {
    if (score === null || isExcused) return [];
    const run = { score, daysLate };
    const points = gradeOf(rule, run, assignment, handPoints);
    const hasChanged = today === null || gradeOf(today, run, assignment, handPoints) !== points;
    return [{ points, isLate: daysLate > 0, hasChanged }];
  });
  const points = counted.map((grade) => grade.points).toSorted((a, b) => a - b);
  const histogram = Array.from({ length: 10 }, () => 0);
  for (const value of points) histogram[Math.min(9, Math.floor((value / rule.maxPoints) * 10))]! += 1;
  return {
    students: grades.length,
    counted: counted.length,
    late: counted.filter(({ isLate }) => isLate).length,
    mean: points.length === 0 ? null : points.reduce((sum, value) => sum + value, 0) / points.length,
    median: median(points),
    histogram,
    changed: counted.filter(({ hasChanged }) => hasChanged).length,
  };
}

function checkRule(input: GradingRuleInput, metric: string): GradingRule {
  // GraphQL's input objects have a prototype of their own, which a strict object does not mind.
  return checkInput(gradingRuleSchema(metric), {
    ...input,
    thresholds: input.thresholds.map((each) => ({ ...each })),
  });
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
