import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { graphqlEnum } from '../graphql/types.ts';
import { intervalBases } from './measureTransfer.ts';

export const IntervalBasis = graphqlEnum(
  'IntervalBasis',
  intervalBases,
  "What a 95 % interval speaks of: other SEEDS of both recipes; the scatter of one seed's EPOCHS around its trend, " +
    'which says nothing of other seeds; or other validation IMAGES.',
);

@ObjectType({
  description:
    'A difference in validation accuracy: pretrained minus from scratch, or a recipe minus the one that it is ' +
    'measured against.',
})
export class Difference {
  @Field(() => Float, { description: 'More than 0: the pretrained network, or the recipe, is better.' }) value!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The lower end of the 95 % interval; null where values do not scatter or are too few for one.',
  })
  low!: number | null;
  @Field(() => Float, { nullable: true, description: 'The upper end.' }) high!: number | null;
  @Field(() => IntervalBasis, { nullable: true, description: 'What the interval speaks of.' })
  basis!: keyof typeof IntervalBasis | null;
}

@ObjectType({ description: 'Where a recipe starts, how it rises at first and where it ends: means over its seeds.' })
export class MeasuredCurve {
  @Field(() => Float, { description: 'Validation accuracy after the first epoch.' }) start!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Accuracy an epoch: the least-squares slope over the first earlyEpochs epochs; null of one epoch.',
  })
  slope!: number | null;
  @Field(() => Float, { nullable: true, description: 'Where that line stands at the first epoch.' })
  intercept!: number | null;
  @Field(() => Float, { description: 'The mean of the last lateEpochs epochs.' }) asymptote!: number;
}

@ObjectType({ description: 'One seed in the comparison of a recipe and its twin.' })
export class TransferCurve {
  @Field(() => ID, { description: 'The run.' }) runId!: string;
  @Field(() => Int, { description: 'Its seed.' }) seed!: number;
  @Field(() => Boolean, { description: 'Whether it began from random weights.' }) isFromScratch!: boolean;
}

@ObjectType({
  description:
    'What pretrained weights brought: higher start, higher slope and higher asymptote, against the same recipe from ' +
    'scratch. Only epochs that all curves have are compared.',
})
export class Transfer {
  @Field(() => [TransferCurve], { description: 'The seeds of both recipes that succeeded, at most 10 of each.' })
  curves!: TransferCurve[];
  @Field(() => Difference, { nullable: true, description: 'After the first epoch. Null while no twin has ended.' })
  start!: Difference | null;
  @Field(() => Difference, {
    nullable: true,
    description: 'Accuracy an epoch: the least-squares slope over the first earlyEpochs epochs.',
  })
  slope!: Difference | null;
  @Field(() => Difference, { nullable: true, description: 'The mean of the last lateEpochs epochs.' })
  asymptote!: Difference | null;
  @Field(() => Int, { nullable: true, description: 'Epochs that all curves have.' }) epochs!: number | null;
  @Field(() => Int, { nullable: true, description: 'A quarter of the epochs, at least 3.' }) earlyEpochs!:
    | number
    | null;
  @Field(() => Int, { nullable: true, description: 'A quarter of the epochs.' }) lateEpochs!: number | null;
  @Field(() => MeasuredCurve, { nullable: true, description: 'What is measured of the pretrained side.' })
  pretrained!: MeasuredCurve | null;
  @Field(() => MeasuredCurve, { nullable: true, description: 'What is measured of the side from scratch.' })
  scratch!: MeasuredCurve | null;
}
