import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { leaderboardMetrics } from '#contracts/metrics';
import { graphqlEnum } from '../graphql/types.ts';

export const LeaderboardMetric = graphqlEnum(
  'LeaderboardMetric',
  leaderboardMetrics,
  'What a leaderboard ranks by; higher is better.',
);

@ObjectType({ description: 'A dataset version, what a recipe may use, a metric, deadlines and a quota.' })
export class Assignment {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => GraphQLJSON, { description: 'What the form starts from: a whole recipe.' }) starterRecipe!: unknown;
  @Field(() => GraphQLJSON, {
    description:
      '{backbones, weights, maxEpochs, maxInputSize, precisions}; an absent field allows everything, but for precisions: float32.',
  })
  allowed!: unknown;
  @Field(() => LeaderboardMetric) metric!: keyof typeof LeaderboardMetric;
  @Field(() => GraphQLDateTime) opensAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) closesAt!: Date | null;
  @Field(() => Int, { description: 'Runs that one person may submit in 24 hours.' }) dailyQuota!: number;
  @Field(() => Float, {
    description: 'The share of the test set whose score students see while the assignment is open.',
  })
  publicShare!: number;
  @Field(() => Float, {
    description:
      'Public scores are rounded down to a multiple of this, so that submitting tells little about single test images.',
  })
  scoreStep!: number;
  @Field(() => GraphQLDateTime) createdAt!: Date;
}
