import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { assignmentChangeSchema, assignmentInputSchema, assignmentSchema, countingRules } from '#contracts/assignment';
import { leaderboardMetrics } from '#contracts/metrics';
import { addFields, graphqlEnum } from '../graphql/types.ts';

export const LeaderboardMetric = graphqlEnum(
  'LeaderboardMetric',
  leaderboardMetrics,
  'What a leaderboard ranks by. Higher is better, but for LOG_LOSS.',
);
const CountingRule = graphqlEnum(
  'CountingRule',
  countingRules,
  'Which run counts: the one with the best public score, the last one, or the better of up to two chosen ones.',
);
const enums = { metric: LeaderboardMetric, countingRule: CountingRule };

/** And the fields of `assignmentSchema`. */
@ObjectType({ description: 'A dataset version, what a recipe may use, a metric, deadlines and a quota.' })
export class Assignment {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on students see it. Null: a draft, which only staff see.',
  })
  publishedAt!: Date | null;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the last extension ends: from then on students see the scores of the private share.',
  })
  finalAt!: Date | null;
  @Field(() => Int, {
    description:
      'Counts the changes that would make older runs unfair to compare, from 1. Runs of older revisions do not count.',
  })
  revision!: number;
  @Field(() => Int, { description: 'Counts saves. A change names the edition that it began from.' }) edition!: number;
}
addFields(Assignment, assignmentSchema, enums);

/** And the fields of `assignmentInputSchema`, which checks them. */
@InputType()
export class CreateAssignmentInput {
  @Field(() => ID) courseId!: string;
  @Field(() => ID) datasetVersionId!: string;
}
addFields(CreateAssignmentInput, assignmentInputSchema, enums);

/** The fields of `assignmentChangeSchema`, which checks them. */
@InputType({ description: 'What is left out stays as it is; null takes away what may be absent.' })
export class AssignmentChange {}
addFields(AssignmentChange, assignmentChangeSchema, enums);

@ObjectType({ description: 'What an assignment was scored by before a change that began a new revision.' })
export class AssignmentRevision {
  @Field(() => Int, { description: 'From 1.' }) revision!: number;
  @Field(() => LeaderboardMetric) metric!: keyof typeof LeaderboardMetric;
  @Field(() => Float, { description: 'The share of the test set whose score students saw.' }) publicShare!: number;
  @Field(() => String, { description: 'Why staff ended it.' }) reason!: string;
  @Field(() => GraphQLDateTime) endedAt!: Date;
  datasetVersionId!: string;
}

@ObjectType({ description: 'More time, runs or seconds for one student or one section.' })
export class Extension {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: 'By so many seconds the due date and the closing move.' }) extraSeconds!: number;
  @Field(() => Int, { description: 'Runs besides the quota of a day and of all time.' }) extraRuns!: number;
  @Field(() => Int, { description: 'Seconds besides the budget.' }) extraBudgetSeconds!: number;
  @Field(() => String, { description: 'For staff only.' }) reason!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}

@InputType({ description: 'In place of what the same student or section was given before.' })
export class GrantExtensionInput {
  @Field(() => ID) assignmentId!: string;
  @Field(() => ID, { nullable: true, description: 'Either a student …' }) studentId?: string | null;
  @Field(() => ID, { nullable: true, description: '… or a section.' }) sectionId?: string | null;
  @Field(() => Int, { defaultValue: 0, description: 'By so much the due date and the closing move; at most a year.' })
  extraSeconds!: number;
  @Field(() => Int, { defaultValue: 0, description: 'Runs besides the quota.' }) extraRuns!: number;
  @Field(() => Int, { defaultValue: 0, description: 'Seconds besides the budget.' }) extraBudgetSeconds!: number;
  @Field(() => String, { defaultValue: '', description: 'For staff only; at most 1,000 characters.' }) reason!: string;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Agrees that scores that were final are hidden again until the extension has ended.',
  })
  confirmed!: boolean;
}

@ObjectType({ description: 'What the asker, or their team, may still submit.' })
export class OwnQuota {
  @Field(() => Int, { description: 'Runs that may be submitted now; runs at once and the budget are not considered.' })
  left!: number;
  @Field(() => Int, { description: 'Of how many: the runs of 24 hours and those of an extension.' }) of!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When one more is free; null when none will be.' })
  nextFreeAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'How many are left in all; null: no limit.' })
  totalLeft!: number | null;
  @Field(() => Int, { description: 'How many of those left are from an extension.' }) extraLeft!: number;
  @Field(() => Int, { description: 'Runs that have not ended.' }) openRuns!: number;
  @Field(() => Float, { description: 'Seconds for which workers have held runs, however these ended.' })
  secondsUsed!: number;
  @Field(() => Int, { nullable: true, description: 'Seconds in all, with those of an extension; null: no limit.' })
  budgetSeconds!: number | null;
}

@ObjectType({ description: "An assignment's end for the asker: with their extension, or their section's." })
export class OwnDates {
  @Field(() => GraphQLDateTime, { nullable: true }) dueAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) closesAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether an extension moves them.' }) isExtended!: boolean;
  @Field(() => Int, { description: 'Days late of a run that is submitted now; 0: in time.' }) daysLate!: number;
}

@ObjectType({ description: 'What goes with an assignment when it is deleted; published weights stay.' })
export class AssignmentDependents {
  @Field(() => Int) runs!: number;
  @Field(() => Int, { description: 'Runs that have not ended.' }) openRuns!: number;
  @Field(() => Int, { description: 'People who submitted runs.' }) submitters!: number;
  @Field(() => Int) teams!: number;
  @Field(() => Int) extensions!: number;
  @Field(() => Int) grades!: number;
  @Field(() => Int, { description: 'Weights that the course published from its runs.' }) publishedWeights!: number;
}
