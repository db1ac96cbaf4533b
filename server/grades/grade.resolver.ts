import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GradeFileFormat as FileFormat } from '#contracts/gradeFiles';
import { courseTotal } from '#contracts/grading';
import type { Assignment as AssignmentRow, Course as CourseRow, Run as RunRow } from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { Course } from '../courses/course.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { Run } from '../runs/run.type.ts';
import { gradeLoaders } from './grade.loaders.ts';
import {
  Grade,
  GradebookAssignment,
  GradebookSort,
  type GradebookStudent,
  GradebookStudentConnection,
  GradeFile,
  GradeFileFormat,
  GradePreview,
  GradingRule,
  GradingRuleInput,
  PublishedGrade,
  PublishGradesPayload,
  SetCourseGradingInput,
  SetGradeInput,
  SetGradingRuleInput,
  SetRunFeedbackInput,
} from './grade.type.ts';
import { gradebookAssignments, gradebookStudents, gradedAssignments } from './gradebook.ts';
import { gradeFile } from './gradeFile.ts';
import { ruleOf } from './grades.ts';
import { previewRule, setCourseGrading, setGradingRule } from './gradingRule.ts';
import { publishGrades } from './publishGrades.ts';
import { setRunFeedback } from './runFeedback.ts';
import { setGrade } from './setGrade.ts';

@Resolver()
export class GradeResolver {
  @Query(() => GradeFile, { description: "Staff only: all grades of a course as CSV for a school's system." })
  gradeFile(
    @Arg('courseId', () => ID, { description: 'The course.' }) courseId: string,
    @Arg('format', () => GradeFileFormat, { defaultValue: 'PLAIN', description: 'The layout.' }) format: FileFormat,
    @Arg('sectionId', () => ID, { nullable: true, description: 'Only the students of this section.' })
    sectionId: string | undefined,
    @Ctx() context: Context,
  ): Promise<GradeFile> {
    return gradeFile(context, courseId, format, sectionId);
  }

  @Query(() => GradePreview, { description: 'Staff only: what the class would get by a rule that is not saved.' })
  gradePreview(
    @Arg('assignmentId', () => ID, { description: 'The assignment.' }) assignmentId: string,
    @Arg('rule', () => GradingRuleInput, { description: 'The rule to try.' }) rule: GradingRuleInput,
    @Ctx() context: Context,
  ): Promise<GradePreview> {
    return previewRule(context, assignmentId, rule);
  }

  @Mutation(() => Assignment, { description: 'Staff only: how an assignment is graded. Published grades stay.' })
  setGradingRule(
    @Arg('input', () => SetGradingRuleInput) input: SetGradingRuleInput,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    return setGradingRule(context, input);
  }

  @Mutation(() => Course, { description: "Staff only: how a course's total is made." })
  setCourseGrading(
    @Arg('input', () => SetCourseGradingInput) input: SetCourseGradingInput,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return setCourseGrading(context, input);
  }

  @Mutation(() => Grade, { description: 'Staff only: points by hand, an override with its reason, feedback.' })
  setGrade(@Arg('input', () => SetGradeInput) input: SetGradeInput, @Ctx() context: Context): Promise<Grade> {
    return setGrade(context, input);
  }

  @Mutation(() => PublishGradesPayload, {
    description:
      'Staff only: shows students the grades of an assignment that has ended, and sends them to the platforms that ' +
      'its course is connected to. Again after changes.',
  })
  publishGrades(
    @Arg('assignmentId', () => ID, { description: 'The assignment.' }) assignmentId: string,
    @Ctx() context: Context,
  ): Promise<PublishGradesPayload> {
    return publishGrades(context, assignmentId);
  }

  @Mutation(() => Run, { description: 'Staff only: words about a run, which its student reads at once.' })
  setRunFeedback(
    @Arg('input', () => SetRunFeedbackInput) input: SetRunFeedbackInput,
    @Ctx() context: Context,
  ): Promise<RunRow> {
    return setRunFeedback(context, input);
  }
}

@Resolver(() => Assignment)
export class AssignmentGradesResolver {
  @FieldResolver(() => GradingRule, { nullable: true, description: 'How it is graded; null when it is not.' })
  gradingRule(@Root() assignment: AssignmentRow): GradingRule | null {
    return ruleOf(assignment);
  }

  @FieldResolver(() => Float, { description: "Its weight in the course's total." })
  gradeWeight(@Root() assignment: AssignmentRow): number {
    return assignment.gradeWeight;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true, description: 'When its grades were last published.' })
  gradesPublishedAt(@Root() assignment: AssignmentRow): Date | null {
    return assignment.gradesPublishedAt;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the asker is excused: it does not count in their course's total, whatever was published.",
  })
  async isExcused(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<boolean> {
    return (await gradeLoaders(context).ownGrade.load(assignment.id))?.excused ?? false;
  }

  @FieldResolver(() => PublishedGrade, { nullable: true, description: "The asker's own grade, once it is published." })
  async myGrade(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<PublishedGrade | null> {
    const grade = await gradeLoaders(context).ownGrade.load(assignment.id);
    if (!grade?.publishedAt) return null;
    const { points: rulePoints, publishedPoints } = grade;
    const run = grade.runId === null ? null : await runLoaders(context).run.load(grade.runId);
    return {
      assignmentId: assignment.id,
      points: publishedPoints,
      outOf: grade.publishedOutOf ?? 0,
      feedback: grade.feedback,
      runId: grade.runId,
      daysLate: run?.daysLate ?? 0,
      isOverride: publishedPoints !== null && publishedPoints !== rulePoints,
      publishedAt: grade.publishedAt,
    };
  }
}

@Resolver(() => Course)
export class CourseGradesResolver {
  @FieldResolver(() => Int, { description: "So many of a student's worst grades do not count in the total." })
  dropLowest(@Root() course: CourseRow): number {
    return course.dropLowest;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "The asker's own total of the published grades, a share from 0 to 1; null without one.",
  })
  async myTotal(@Root() course: CourseRow, @Ctx() context: Context): Promise<number | null> {
    const assignments = await gradedAssignments(context, course.id);
    const grades = await gradeLoaders(context).ownGrade.loadMany(assignments.map(({ id }) => id));
    const published = grades.flatMap((grade, index) => {
      if (grade === null || grade instanceof Error || grade.publishedAt === null || grade.excused) return [];
      if (grade.publishedPoints === null || !grade.publishedOutOf) return [];
      return [
        { points: grade.publishedPoints, outOf: grade.publishedOutOf, weight: assignments[index]?.gradeWeight ?? 1 },
      ];
    });
    return courseTotal(published, course.dropLowest);
  }

  @FieldResolver(() => [GradebookAssignment], {
    nullable: true,
    description: 'The columns of the gradebook, oldest first; null to students.',
  })
  async gradebookAssignments(
    @Root() course: CourseRow,
    @Ctx() context: Context,
  ): Promise<GradebookAssignment[] | null> {
    return isStaff(await roleIn(context, course.id)) ? gradebookAssignments(context, course) : null;
  }

  @FieldResolver(() => GradebookStudentConnection, {
    nullable: true,
    description: 'The rows of the gradebook; null to students.',
  })
  async gradebook(
    @Root() course: CourseRow,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('sort', () => GradebookSort, { defaultValue: 'NAME', description: 'What they are sorted by.' })
    sort: keyof typeof GradebookSort,
    @Arg('assignmentId', () => ID, { nullable: true, description: 'For POINTS: whose points.' })
    assignmentId: string | undefined,
    @Arg('descending', () => Boolean, { defaultValue: false, description: 'The largest first.' }) descending: boolean,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Words that all occur in the name, e-mail address or student number.',
    })
    search: string | undefined,
    @Arg('sectionId', () => ID, { nullable: true, description: 'Only this section.' }) sectionId: string | undefined,
    @Ctx() context: Context,
  ): Promise<Page<GradebookStudent> | null> {
    if (!isStaff(await roleIn(context, course.id))) return null;
    return gradebookStudents(
      context,
      course,
      page,
      { sort, assignmentId: assignmentId ?? null, descending },
      { search: search ?? null, sectionId: sectionId ?? null },
    );
  }
}

@Resolver(() => Run)
export class RunFeedbackResolver {
  @FieldResolver(() => String, { description: 'What staff wrote about it; empty when nothing.' })
  feedback(@Root() run: RunRow): string {
    return run.feedback;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true, description: 'When they wrote it.' })
  feedbackAt(@Root() run: RunRow): Date | null {
    return run.feedbackAt;
  }
}
