import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { mostPictureBytes } from '#contracts/predictions';
import { Heatmap } from '../analyses/analysis.type.ts';

@ObjectType({
  description:
    "What a run's trained network answers for a picture of one's own. Only who asked sees it. The picture is removed " +
    'as soon as it is answered, and the answer after an hour.',
})
export class Prediction {
  @Field(() => ID, { description: 'Ask for it with prediction until it is finished.' }) id!: string;
  @Field(() => [String], { description: 'The classes; the network always answers one of them.' })
  classNames!: string[];
  @Field(() => [Float], {
    nullable: true,
    description: 'One number for each of classNames; null until it is answered.',
  })
  probabilities!: number[] | null;
  @Field(() => Heatmap, {
    nullable: true,
    description: 'Where the network looked for the most probable class; null until it is answered.',
  })
  heatmap!: Heatmap | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be answered.' }) failure!: string | null;
  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' }) requestedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null while a worker has yet to answer.' })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'How many pictures one may show to networks on the server.' })
export class PredictionAllowance {
  @Field(() => Int, { description: 'In any hour.' }) perHour!: number;
  @Field(() => Int, { description: 'Now.' }) left!: number;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the next one is free; null when one is left.' })
  nextFreeAt!: Date | null;
}

@InputType({ description: "A picture of one's own, and the run whose network is to answer." })
export class PredictPictureInput {
  @Field(() => ID, { description: 'A run that may be seen, whose trained model is kept.' }) runId!: string;
  @Field(() => String, {
    description:
      `The image's file in base64: JPEG, PNG, GIF, WebP, BMP, TIFF or PPM, at most ${mostPictureBytes} bytes before ` +
      "base64. A PNG of the recipe's input size is taken as it is.",
  })
  picture!: string;
}
