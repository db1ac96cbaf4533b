import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { DatasetVersion as DatasetVersionRow, Run as RunRow } from '#prisma/client';
import { datasetVersionOf } from '#prisma/runTerms';
import { DatasetVersion } from '../datasets/dataset.type.ts';
import type { Context } from '../graphql/context.ts';
import { changesNothing } from '../graphql/mutations.ts';
import type { RunContext } from '../runs/run.service.ts';
import { Run } from '../runs/run.type.ts';
import { allowanceOf, answerOf, getPrediction, requestPrediction } from './prediction.service.ts';
import { Prediction, PredictionAllowance, PredictPictureInput } from './prediction.type.ts';

@Resolver(() => Prediction)
export class PredictionResolver {
  @changesNothing()
  @Mutation(() => Prediction, {
    description: "Shows a picture of one's own to a run's trained network. Poll prediction until it is finished.",
  })
  async predictPicture(
    @Arg('input', () => PredictPictureInput) input: PredictPictureInput,
    @Ctx() context: RunContext,
  ): Promise<Prediction> {
    return answerOf(context, await requestPrediction(context, input));
  }

  @Query(() => Prediction, { description: 'An answer that one has asked for within the hour.' })
  async prediction(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Prediction> {
    return answerOf(context, await getPrediction(context, id));
  }

  @Query(() => PredictionAllowance, { description: 'How many pictures one may show to networks on the server.' })
  predictionAllowance(@Ctx() context: Context): Promise<PredictionAllowance> {
    return allowanceOf(context);
  }
}

@Resolver(() => Run)
export class RunDatasetResolver {
  @FieldResolver(() => DatasetVersion, { description: 'What it was trained on.' })
  datasetVersion(@Root() run: RunRow, @Ctx() { database }: Context): Promise<DatasetVersionRow> {
    return datasetVersionOf(database, run);
  }
}
