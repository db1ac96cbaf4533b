import * as tf from '@tensorflow/tfjs';
import type { StoredHeatmap } from '#contracts/analysis';
import type { ImageSource } from '../data/imageSource.ts';
import { openImages } from '../data/images.ts';
import type { RecipeModel } from '../network/buildModel.ts';
import { probabilitiesOf } from '../network/loss.ts';
import { openTrainedModel, type TrainedParameters } from '../network/trainedParameters.ts';
import type { WantedWeights } from '../weights/loadWeights.ts';
import { gradCam, storedHeatmap } from './gradCam.ts';

/** What a trained network makes of one image. */
export interface ImageAnswer {
  /** One number a class. */
  probabilities: number[];
  /** Where it looks for the most probable class. */
  heat: StoredHeatmap;
}

/**
 * What a trained network makes of an image that is of no dataset. Nothing of it is kept in the feature store. Throws
 * RunFailures.
 */
export async function askImage(
  trained: TrainedParameters,
  file: Buffer,
  source: Omit<WantedWeights, 'backbone' | 'top'>,
): Promise<ImageAnswer> {
  const image: ImageSource = {
    labels: Int32Array.of(0),
    read: async () => file,
    nameOf: () => 'the picture',
    sealed: false,
  };
  const pixels = await openImages(image, trained.recipe).read([0]);
  const { model } = await openTrainedModel(trained, source);
  const answer = await forward(model, pixels, trained.recipe.inputSize);
  const probabilities = answer.length === 1 ? [1 - answer[0]!, answer[0]!] : answer;
  const classIndex = probabilities.indexOf(Math.max(...probabilities));
  return { probabilities, heat: storedHeatmap(classIndex, await gradCam(model, pixels, classIndex)) };
}

/** The network's last layer for one image. */
async function forward({ prefix, suffix }: RecipeModel, pixels: Float32Array, size: number): Promise<number[]> {
  const shares = tf.tidy(() => {
    const image = tf.tensor(pixels, [1, size, size, 3]);
    const features = prefix ? prefix.apply(image, { training: false }) : image;
    return probabilitiesOf(suffix.apply(features as tf.Tensor, { training: false }) as tf.Tensor2D);
  });
  const values = [...((await shares.data()) as Float32Array)];
  shares.dispose();
  return values;
}
