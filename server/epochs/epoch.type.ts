import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { epochMetrics } from '#contracts/metrics';
import { graphqlEnum } from '../graphql/types.ts';

export const EpochMetric = graphqlEnum('EpochMetric', epochMetrics);

@ObjectType({ description: "One row of a run's history." })
export class Epoch {
  @Field(() => ID) runId!: string;
  @Field(() => Int, { description: 'Counted from 1.' }) epoch!: number;
  @Field(() => Float) loss!: number;
  @Field(() => Float) acc!: number;
  @Field(() => Float, { nullable: true }) valLoss!: number | null;
  @Field(() => Float, { nullable: true }) valAcc!: number | null;
  @Field(() => Float) learningRate!: number;
  @Field(() => Float) seconds!: number;
  @Field(() => GraphQLDateTime) finishedAt!: Date;
}

@ObjectType()
export class EpochPoint {
  @Field(() => Int) epoch!: number;
  @Field(() => Float, { nullable: true }) value!: number | null;
}

@ObjectType({ description: 'One metric of one run over its epochs: columns of the same length.' })
export class EpochSeries {
  @Field(() => ID) runId!: string;
  @Field(() => EpochMetric) metric!: keyof typeof EpochMetric;
  @Field(() => [Int], { description: 'The numbers of its epochs, in order.' }) epochs!: number[];
  @Field(() => [Float], { nullable: 'items', description: 'The value of each of its epochs.' })
  values!: (number | null)[];
}
