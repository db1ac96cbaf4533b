import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { assignmentInputSchema, assignmentSchema } from '#contracts/assignment';
import { leaderboardMetrics } from '#contracts/metrics';
import { addFields, graphqlEnum } from '../graphql/types.ts';

const LeaderboardMetric = graphqlEnum(
  'LeaderboardMetric',
  leaderboardMetrics,
  'What a leaderboard ranks by; higher is better.',
);

/** And the fields of `assignmentSchema`. */
@ObjectType({ description: 'A dataset version, what a recipe may use, a metric, deadlines and a quota.' })
export class Assignment {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}
addFields(Assignment, assignmentSchema, { metric: LeaderboardMetric });

/** And the fields of `assignmentInputSchema`, which checks them. */
@InputType()
export class CreateAssignmentInput {
  @Field(() => ID) courseId!: string;
  @Field(() => ID) datasetVersionId!: string;
}
addFields(CreateAssignmentInput, assignmentInputSchema, { metric: LeaderboardMetric });
