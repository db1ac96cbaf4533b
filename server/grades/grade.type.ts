import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { gradeFileFormats } from '#contracts/gradeFiles';
import { partialCredits } from '#contracts/grading';
import { LeaderboardMetric } from '../assignments/assignment.type.ts';
import { connectionOf } from '../graphql/connection.ts';
import { graphqlEnum } from '../graphql/types.ts';

export const PartialCredit = graphqlEnum(
  'PartialCredit',
  partialCredits,
  'How a score between two thresholds counts: LINEAR in proportion, STEPS as the lower one.',
);
export const GradeFileFormat = graphqlEnum(
  'GradeFileFormat',
  gradeFileFormats,
  'The layout of grades as CSV: plain, or as a school system imports it.',
);
export const GradebookSort = graphqlEnum(
  'GradebookSort',
  ['NAME', 'STUDENT_NUMBER', 'SECTION', 'TOTAL', 'POINTS'],
  'What the gradebook is sorted by; POINTS are those of one assignment.',
);

@ObjectType({ description: 'From this score on, or, of a loss, down from it, there are these points.' })
export class GradeThreshold {
  @Field(() => Float, { description: "Of the assignment's metric." }) score!: number;
  @Field(() => Float, { description: 'For a score that reaches it.' }) points!: number;
}

@ObjectType({ description: 'How the score of the run that counts becomes points.' })
export class GradingRule {
  @Field(() => Float, { description: 'What the assignment is worth; grades are cut off here.' }) maxPoints!: number;
  @Field(() => [GradeThreshold], { description: 'The worst score first.' }) thresholds!: GradeThreshold[];
  @Field(() => PartialCredit, { description: 'How a score between two thresholds counts.' })
  partial!: keyof typeof PartialCredit;
  @Field(() => Float, { description: 'Points for any run that counts, whatever its score.' }) completion!: number;
  @Field(() => Float, { description: 'How many points staff give by hand besides.' }) handPoints!: number;
}

@InputType({ description: 'From this score on, or, of a loss, down from it, there are these points.' })
export class GradeThresholdInput {
  @Field(() => Float, { description: "Of the assignment's metric." }) score!: number;
  @Field(() => Float, { description: 'For a score that reaches it.' }) points!: number;
}

@InputType({ description: 'How the score of the run that counts becomes points.' })
export class GradingRuleInput {
  @Field(() => Float, { description: 'What the assignment is worth; grades are cut off here.' }) maxPoints!: number;
  @Field(() => [GradeThresholdInput], { defaultValue: [], description: 'A better score gives more points.' })
  thresholds!: GradeThresholdInput[];
  @Field(() => PartialCredit, { defaultValue: 'LINEAR', description: 'How a score between two thresholds counts.' })
  partial!: keyof typeof PartialCredit;
  @Field(() => Float, { defaultValue: 0, description: 'Points for any run that counts.' }) completion!: number;
  @Field(() => Float, { defaultValue: 0, description: 'How many points staff give by hand besides.' })
  handPoints!: number;
}

@InputType({ description: 'How an assignment is graded from now on.' })
export class SetGradingRuleInput {
  @Field(() => ID, { description: 'The assignment.' }) assignmentId!: string;
  @Field(() => GradingRuleInput, { nullable: true, description: 'Null: it is not graded.' })
  rule!: GradingRuleInput | null;
  @Field(() => Float, { nullable: true, description: "Its weight in the course's total; as it is, when left out." })
  weight!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The edition of the assignment that the change began from: a newer one refuses it.',
  })
  edition!: number | null;
}

@ObjectType({ description: "A student's grade for an assignment as it stands now: for staff." })
export class Grade {
  @Field(() => ID, { description: 'Of the assignment and the student, with a colon between.' }) id!: string;
  @Field(() => ID, { description: 'The assignment.' }) assignmentId!: string;
  @Field(() => ID, { description: 'The student.' }) studentId!: string;
  @Field(() => Float, {
    nullable: true,
    description: "The override, else what the rule gives. Null while nothing counts and the assignment hasn't ended.",
  })
  points!: number | null;
  @Field(() => Float, { description: 'What the assignment is worth.' }) outOf!: number;
  @Field(() => Float, { nullable: true, description: 'What the rule gives, points by hand with it.' })
  rulePoints!: number | null;
  @Field(() => ID, { nullable: true, description: 'The run that counts.' }) runId!: string | null;
  @Field(() => Float, { nullable: true, description: 'Its exact score on the private share.' }) score!: number | null;
  @Field(() => Int, { description: 'Days begun after the due date.' }) daysLate!: number;
  @Field(() => Boolean, { description: 'The assignment has ended and no run counts.' }) isMissing!: boolean;
  @Field(() => Boolean, { description: 'The assignment has not ended, so the run that counts may change.' })
  isProvisional!: boolean;
  @Field(() => Boolean, { description: "The run was scored by an earlier revision of the assignment's." })
  isOfOldRevision!: boolean;
  @Field(() => Boolean, { description: 'The rule has points by hand, and nobody gave them yet.' })
  needsHandPoints!: boolean;
  @Field(() => Float, { nullable: true, description: 'Given by hand.' }) handPoints!: number | null;
  @Field(() => Float, { nullable: true, description: "Staff's own number, in place of everything else." })
  override!: number | null;
  @Field(() => String, { description: 'Why there is an override.' }) overrideReason!: string;
  @Field(() => Boolean, { description: 'The assignment does not count for the student; there are no points then.' })
  isExcused!: boolean;
  @Field(() => String, { description: 'Why the student is excused.' }) excuseReason!: string;
  @Field(() => String, { description: "Staff's words, which the student sees with the published grade." })
  feedback!: string;
  @Field(() => Float, { nullable: true, description: 'What the student sees.' }) publishedPoints!: number | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null: the student sees nothing.' })
  publishedAt!: Date | null;
  @Field(() => Boolean, { description: 'The student sees other points than these; publish again to show them.' })
  hasChanged!: boolean;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When staff last changed it: the `seen` of setGrade.' })
  updatedAt!: Date | null;
}

@ObjectType({ description: "A student's grade as it was published: what the student sees." })
export class PublishedGrade {
  @Field(() => ID, { description: 'The assignment.' }) assignmentId!: string;
  @Field(() => Float, { nullable: true, description: 'Null where there is no grade.' }) points!: number | null;
  @Field(() => Float, { description: 'What the assignment was worth.' }) outOf!: number;
  @Field(() => String, { description: "Staff's words to the student." }) feedback!: string;
  @Field(() => ID, { nullable: true, description: 'The run that it was computed from.' }) runId!: string | null;
  @Field(() => Int, { description: 'Days begun after the due date of that run.' }) daysLate!: number;
  @Field(() => Boolean, { description: 'Whether staff gave other points than the rule.' }) isOverride!: boolean;
  @Field(() => GraphQLDateTime, { description: 'When it was last published.' }) publishedAt!: Date;
}

@ObjectType({ description: 'A graded assignment, as a column of the gradebook.' })
export class GradebookAssignment {
  @Field(() => ID, { description: 'The assignment.' }) id!: string;
  @Field(() => String, { description: 'Its title.' }) title!: string;
  @Field(() => LeaderboardMetric, { description: 'What its scores are scores of.' })
  metric!: keyof typeof LeaderboardMetric;
  @Field(() => Float, { description: 'What it is worth.' }) outOf!: number;
  @Field(() => Float, { description: "Its weight in the course's total." }) weight!: number;
  @Field(() => Boolean, { description: 'Whether it has ended, so that its grades may be published.' })
  isFinal!: boolean;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it closes; null when it never does.' })
  closesAt!: Date | null;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ends for everybody, extensions included; null when it never closes.',
  })
  finalAt!: Date | null;
  @Field(() => Float, { description: 'How many points staff may give by hand.' }) handPoints!: number;
  @Field(() => Int, { description: 'How many students a team may have; 1 without teams.' }) teamSize!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its grades were last published.' })
  publishedAt!: Date | null;
  @Field(() => Float, { nullable: true, description: 'The mean points of those who have some.' }) mean!: number | null;
  @Field(() => Int, { description: 'Students who have points.' }) graded!: number;
  @Field(() => Int, { description: 'Students whose points by hand are not there yet.' }) needHandPoints!: number;
  @Field(() => Int, { description: 'Students who see other points than there are now, or none yet.' })
  unpublished!: number;
}

@ObjectType({ description: 'A student, as a row of the gradebook.' })
export class GradebookStudent {
  @Field(() => ID, { description: 'The student.' }) id!: string;
  @Field(() => String, { description: 'The name.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'The name in the roster, where it is another one.' })
  registeredName!: string | null;
  @Field(() => String, { description: 'The e-mail address.' }) email!: string;
  @Field(() => String, { nullable: true, description: "As the school's register has it." })
  studentNumber!: string | null;
  @Field(() => String, { nullable: true, description: "The section's name." }) section!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: "The course's total now, a share from 0 to 1; null without a grade.",
  })
  total!: number | null;
  @Field(() => [Grade], { description: "In the order of the gradebook's assignments." }) grades!: Grade[];
}

export const GradebookStudentConnection = connectionOf(() => GradebookStudent, 'GradebookStudent');

@ObjectType({ description: 'How a class would be graded by a rule.' })
export class GradePreview {
  @Field(() => Int, { description: 'Students of the course.' }) students!: number;
  @Field(() => Int, { description: 'Those with a run that counts.' }) counted!: number;
  @Field(() => Int, { description: 'Those among them whose run was late.' }) late!: number;
  @Field(() => Float, { nullable: true, description: 'Of those with a run that counts.' }) mean!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of those with a run that counts.' }) median!: number | null;
  @Field(() => [Int], {
    description: 'How many of them have 0 to 10 % of the points, 10 to 20 %, … 90 to 100 %: ten numbers.',
  })
  histogram!: number[];
  @Field(() => Int, { description: 'Those who would have other points than by the rule of now.' }) changed!: number;
}

@InputType({ description: "Staff's decisions about a grade. What is left out stays; null takes it back." })
export class SetGradeInput {
  @Field(() => ID, { description: 'The assignment.' }) assignmentId!: string;
  @Field(() => ID, { description: 'The student.' }) studentId!: string;
  @Field(() => Float, { nullable: true, description: 'Points by hand, as many as the rule has at most.' })
  handPoints?: number | null;
  @Field(() => Float, { nullable: true, description: 'In place of everything else; needs a reason.' })
  override?: number | null;
  @Field(() => String, { nullable: true, description: 'Why there is an override; at most 500 characters.' })
  overrideReason?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'The assignment does not count for the student; needs a reason. The student sees it at once.',
  })
  excused?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Why the student is excused; at most 500 characters.' })
  excuseReason?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 10,000 characters.' }) feedback?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: "The same for every member of the student's team." })
  wholeTeam!: boolean;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The `updatedAt` that the change began from: a newer one refuses it.',
  })
  seen?: Date | null;
}

@InputType({ description: 'How the total of a course is made.' })
export class SetCourseGradingInput {
  @Field(() => ID, { description: 'The course.' }) courseId!: string;
  @Field(() => Int, { description: "So many of a student's worst grades do not count: 0 to 50." })
  dropLowest!: number;
}

@InputType({ description: "Staff's words about a run." })
export class SetRunFeedbackInput {
  @Field(() => ID, { description: 'The run.' }) runId!: string;
  @Field(() => String, { description: 'At most 10,000 characters; empty takes it back.' }) feedback!: string;
}

@ObjectType({ description: 'What a publication did.' })
export class PublishGradesPayload {
  @Field(() => Int, { description: 'Students whose grade is new or other than before.' }) published!: number;
  @Field(() => GraphQLDateTime, { description: 'When.' }) publishedAt!: Date;
}

@ObjectType({ description: 'Grades as a file.' })
export class GradeFile {
  @Field(() => String, { description: 'A name for it.' }) name!: string;
  @Field(() => String, { description: 'Its whole content: CSV.' }) content!: string;
}
