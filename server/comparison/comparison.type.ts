import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Run } from '../runs/run.type.ts';
import { Difference, MeasuredCurve } from '../transfer/transfer.type.ts';

@ObjectType({ description: 'A field in which the recipes of compared runs differ.' })
export class ComparedField {
  @Field(() => String, {
    description: 'Its place in a recipe, with dots between names: "training.epochs", "head.dense.0.units".',
  })
  path!: string;
  @Field(() => [GraphQLJSON], {
    nullable: 'items',
    description: 'Its value in each run, in their order; null where a recipe does not have it.',
  })
  values!: unknown[];
}

@ObjectType({ description: 'How a recipe learns against another one, in validation accuracy. Seeds are averaged.' })
export class RecipeDifference {
  @Field(() => Boolean, {
    description: 'Whether one of the two is the other from scratch and nothing else differs: then this is transfer.',
  })
  isTwin!: boolean;
  @Field(() => Difference, { description: 'After the first epoch.' }) start!: Difference;
  @Field(() => Difference, {
    nullable: true,
    description: 'Accuracy an epoch: the least-squares slope over the first earlyEpochs epochs.',
  })
  slope!: Difference | null;
  @Field(() => Difference, { description: 'The mean of the last lateEpochs epochs.' }) asymptote!: Difference;
  @Field(() => Int, { description: 'Epochs that all curves of both have.' }) epochs!: number;
  @Field(() => Int, { description: 'A quarter of the epochs, at least 3.' }) earlyEpochs!: number;
  @Field(() => Int, { description: 'A quarter of the epochs.' }) lateEpochs!: number;
  @Field(() => MeasuredCurve, { description: 'What is measured of the recipe itself.' }) own!: MeasuredCurve;
  @Field(() => MeasuredCurve, { description: 'What is measured of the one that it is measured against.' })
  base!: MeasuredCurve;
}

@ObjectType({ description: 'Compared runs that have one recipe but for the seed.' })
export class ComparedRecipe {
  @Field(() => [ID], { description: 'Its runs, in the order asked.' }) runIds!: string[];
  @Field(() => Boolean, { description: 'Whether it begins from random weights.' }) isFromScratch!: boolean;
  @Field(() => Boolean, { description: 'Whether the others are measured against it.' }) isBase!: boolean;
  @Field(() => RecipeDifference, {
    nullable: true,
    description:
      'What its succeeded runs did against those of the base. Null for the base itself, and where there is none to ' +
      'measure or they had other images.',
  })
  againstBase!: RecipeDifference | null;
}

@ObjectType({ description: 'Several runs side by side.' })
export class RunComparison {
  @Field(() => [Run], { description: 'The runs, in the order asked.' }) runs!: Run[];
  @Field(() => [ComparedField], {
    description:
      "Only the fields that differ, in a recipe's order. A number that only some optimizers have is none while it " +
      'has its default.',
  })
  fields!: ComparedField[];
  @Field(() => [ComparedRecipe], { description: 'The recipes among them, each with the runs of its seeds.' })
  recipes!: ComparedRecipe[];
}
