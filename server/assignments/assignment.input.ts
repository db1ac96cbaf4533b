import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { defaultPublicShare } from '#contracts/publicShare';
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
  @Field(() => Float, { defaultValue: defaultPublicShare }) publicShare!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'Two images of the public share, when left out: 2 / images, rounded up to half percents, from 0.005 to 0.5.',
  })
  scoreStep?: number | null;
}
