import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { LeaderboardMetric } from './assignment.type.ts';

@InputType()
export class CreateAssignmentInput {
  @Field(() => ID) courseId!: string;
  @Field(() => ID) datasetVersionId!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { defaultValue: '' }) description!: string;
  @Field(() => GraphQLJSON) starterRecipe!: unknown;
  @Field(() => GraphQLJSON, { nullable: true }) allowed?: unknown;
  @Field(() => LeaderboardMetric, { defaultValue: LeaderboardMetric.ACCURACY }) metric!: keyof typeof LeaderboardMetric;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Now, when left out.' }) opensAt?: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Never, when left out.' }) closesAt?: Date | null;
  @Field(() => Int, { defaultValue: 20 }) dailyQuota!: number;
  @Field(() => Float, { defaultValue: 0.5 }) publicShare!: number;
  @Field(() => Float, { defaultValue: 0.005 }) scoreStep!: number;
}
