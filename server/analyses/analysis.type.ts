import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArguments } from '../graphql/connection.ts';
import { graphqlEnum } from '../graphql/types.ts';
import { ClassScore } from '../runs/evaluation.type.ts';

export const AnalysedSplit = graphqlEnum('AnalysedSplit', ['TRAIN', 'VALIDATION'], 'Never the sealed test set.');
export const FeatureMapKind = graphqlEnum(
  'FeatureMapKind',
  ['PCA', 'UMAP'],
  'The two principal components, or UMAP with 15 neighbours.',
);
export const FeatureMoment = graphqlEnum('FeatureMoment', ['BEFORE', 'AFTER'], 'Before training, or after it.');

@ObjectType({ description: 'Where a network looks in an image for a class: Grad-CAM at its last convolution.' })
export class Heatmap {
  @Field(() => ID, { description: 'Ask for it with heatmap until it is computed.' }) id!: string;
  @Field(() => String, { description: 'The class that it speaks for.' }) className!: string;
  @Field(() => Int, { nullable: true, description: 'Null until it is computed.' }) rows!: number | null;
  @Field(() => Int, { nullable: true, description: 'Null until it is computed.' }) columns!: number | null;
  @Field(() => [Float], { nullable: true, description: 'In [0, 1], row after row; null until it is computed.' })
  values!: number[] | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be computed.' }) failure!: string | null;
}

@ObjectType({ description: 'A training image with similar features.' })
export class SimilarImage {
  @Field(() => ID, { description: 'SHA-256 of its file.' }) sha256!: string;
  @Field(() => String, { description: 'Path of the image on this site.' }) url!: string;
  @Field(() => String, { description: 'Its class in the dataset.' }) className!: string;
  @Field(() => Float, { description: 'The cosine between the features, in [-1, 1].' }) cosine!: number;
}

@ObjectType({ description: 'What a trained network makes of one image.' })
export class AnalysedImage {
  @Field(() => ID, { description: 'SHA-256 of its file.' }) sha256!: string;
  @Field(() => String, { description: 'Path of the image on this site.' }) url!: string;
  @Field(() => String, { description: 'Its file name in the dataset.' }) name!: string;
  @Field(() => AnalysedSplit, { description: 'The split that it is in.' }) split!: keyof typeof AnalysedSplit;
  @Field(() => String, { description: 'Its class in the dataset.' }) className!: string;
  @Field(() => String, { nullable: true, description: 'What the network answers; null for a training image.' })
  predicted!: string | null;
  @Field(() => [Float], {
    description: 'One number for each of classNames; empty for a training image.',
  })
  probabilities!: number[];
  @Field(() => [SimilarImage], { description: 'The five most similar training images, the most similar first.' })
  neighbours!: SimilarImage[];
  @Field(() => Heatmap, {
    nullable: true,
    description: 'For the predicted class, where the analysis made it: it does for the twelve most confident mistakes.',
  })
  heatmap!: Heatmap | null;
}

export const AnalysedImageConnection = connectionOf(() => AnalysedImage, 'AnalysedImage');

@ObjectType({ description: 'Answers of about the same confidence.' })
export class CalibrationBin {
  @Field(() => Float, { description: 'The least confidence in it.' }) from!: number;
  @Field(() => Float, { description: 'The next bin begins here.' }) to!: number;
  @Field(() => Int, { description: 'Validation images whose answer has such a confidence.' }) images!: number;
  @Field(() => Float, { nullable: true, description: 'Their mean confidence; null without images.' })
  confidence!: number | null;
  @Field(() => Float, { nullable: true, description: 'The share of right answers; null without images.' })
  accuracy!: number | null;
}

@ObjectType({ description: 'A place for each image: images with similar features are near each other.' })
export class FeatureMap {
  @Field(() => [ID], { description: 'SHA-256 of the images, in the order of the other lists.' }) images!: string[];
  @Field(() => [Float], { description: 'Places to the right.' }) x!: number[];
  @Field(() => [Float], { description: 'Places upwards.' }) y!: number[];
  @Field(() => [Int], { description: 'Classes, as indices into classNames.' }) labels!: number[];
  @Field(() => [AnalysedSplit], { description: 'The splits that the images are in.' })
  splits!: (keyof typeof AnalysedSplit)[];
}

@ObjectType({
  description:
    'What the trained network of a run makes of the training and validation images: up to 500 of each, spread ' +
    'evenly. A worker writes it.',
})
export class Analysis {
  @Field(() => ID, { description: 'The run.' }) runId!: string;
  @Field(() => GraphQLDateTime, { description: 'When somebody asked for it.' }) requestedAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null while a worker has yet to write it.' })
  finishedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be written.' }) failure!: string | null;
}

@ObjectType({ description: 'What an analysis found.' })
export class AnalysisResult {
  @Field(() => [String], { description: 'The classes, in the order of the labels.' }) classNames!: string[];
  @Field(() => Int, { description: 'Validation images that were looked at.' }) validationImages!: number;
  @Field(() => Int, { description: 'Training images that were looked at.' }) trainImages!: number;
  @Field(() => [[Int]], { description: 'confusion[true class][predicted class], counts of validation images.' })
  confusion!: number[][];
  @Field(() => [ClassScore], { description: 'Each class on the validation images.' }) perClass!: ClassScore[];
  @Field(() => [CalibrationBin], { description: 'Ten bins of confidence.' }) calibration!: CalibrationBin[];
  @Field(() => Float, {
    description: 'Expected calibration error: the mean distance between confidence and accuracy. 0 is best.',
  })
  calibrationError!: number;
}

@ArgsType()
export class AnalysedImagesArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: 'Only images of this class.' }) className?: string | null;
  @Field(() => String, { nullable: true, description: 'Only images that the network takes for this class.' })
  predicted?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only this image, which may be a training image.' })
  sha256?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only mistakes, the most confident first. Otherwise the order of the dataset.',
  })
  mistakes!: boolean;
}

@InputType({ description: 'An image and the class whose heat is asked for.' })
export class ExplainImageInput {
  @Field(() => ID, { description: 'A run that may be seen, whose trained model is kept.' }) runId!: string;
  @Field(() => ID, { description: 'SHA-256 of a training or validation image of its dataset.' }) sha256!: string;
  @Field(() => String, { description: 'One of the classes of the dataset.' }) className!: string;
}
