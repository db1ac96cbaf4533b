import * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { batches, type Examples, inOrder } from '../data/examples.ts';
import { type TrainedPart, trainedVariables } from './buildModel.ts';
import { judge } from './judge.ts';
import { countEqual, crossEntropy, predictedClasses } from './loss.ts';
import { createOptimizer } from './optimizers/createOptimizer.ts';
import { deriveSeed, shuffle } from './random.ts';

/** One epoch, as Keras's history has it: means over the epoch's examples while they were learned from, then over the validation examples. */
export interface EpochResult {
  /** Counted from 1. */
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
  learningRate: number;
  seconds: number;
}

/** How many steps a recipe's training takes in all. */
export function countSteps({ epochs, batchSize }: Recipe['training'], examples: number): number {
  return epochs * Math.ceil(examples / batchSize);
}

/**
 * Trains a model's suffix in place, epoch by epoch, as Keras's `fit` does. Recipe, examples and engine decide every number: nothing here
 * is drawn from elsewhere. `onStep` hears of each step. Throws NAN_LOSS when the loss is no finite number any more.
 */
export async function* train(
  model: TrainedPart,
  examples: { train: Examples; validation: Examples },
  recipe: Recipe,
  onStep: () => void = () => {},
): AsyncGenerator<EpochResult, void> {
  const { epochs, batchSize } = recipe.training;
  const { labels } = examples.train;
  const variables = trainedVariables(model.suffix);
  const optimizer = createOptimizer(recipe.optimizer, variables);
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const begin = performance.now();
      const order = inOrder(labels.length);
      if (recipe.training.shuffle) shuffle(order, deriveSeed(recipe.seed, 'shuffle', epoch));
      let lossSum = 0;
      let right = 0;
      for (const batch of batches(order, batchSize)) {
        const batchLabels = Int32Array.from(batch, (index) => labels[index]!);
        const { loss, predicted, gradients } = await learn(model, variables, examples.train, batch, batchLabels);
        if (!Number.isFinite(loss)) {
          tf.dispose(gradients);
          throw new RunFailure('NAN_LOSS', notFinite(loss, epoch, recipe));
        }
        optimizer.step(gradients);
        tf.dispose(gradients);
        // A mean over examples, so the smaller last batch counts for less.
        lossSum += loss * batch.length;
        right += countEqual(predicted, batchLabels);
        onStep();
        // WASM answers in a microtask: without this the process would hear neither the database nor its parent until the epoch's end.
        await tf.nextFrame();
      }
      const validation = examples.validation.labels.length > 0 ? await judge(model, examples.validation, batchSize) : null;
      if (validation && !Number.isFinite(validation.loss))
        throw new RunFailure('NAN_LOSS', notFinite(validation.loss, epoch, recipe, 'validation loss'));
      yield {
        epoch,
        loss: lossSum / labels.length,
        acc: right / labels.length,
        valLoss: validation?.loss ?? null,
        valAcc: validation?.acc ?? null,
        learningRate: recipe.optimizer.learningRate,
        seconds: (performance.now() - begin) / 1000,
      };
    }
  } finally {
    optimizer.dispose();
  }
}

/** One batch forward and backward. The caller disposes of the gradients, which are in the variables' order. */
async function learn(model: TrainedPart, variables: tf.Variable[], examples: Examples, batch: Int32Array, batchLabels: Int32Array) {
  const features = tf.tensor(await examples.read(batch), [batch.length, ...examples.shape]);
  const labels = tf.tensor1d(batchLabels, 'int32');
  let logits!: tf.Tensor2D;
  const { value, grads } = tf.variableGrads(() => {
    logits = tf.keep(model.suffix.apply(features, { training: true }) as tf.Tensor2D);
    const loss = crossEntropy(logits, labels);
    const penalty = model.penalty();
    return penalty ? loss.add(penalty) : loss;
  }, variables);
  const loss = (await value.data())[0]!;
  const predicted = predictedClasses((await logits.data()) as Float32Array, logits.shape[1]);
  tf.dispose([features, labels, logits, value]);
  return { loss, predicted, gradients: variables.map((variable) => grads[variable.name]!) };
}

function notFinite(loss: number, epoch: number, recipe: Recipe, what = 'loss'): string {
  return `Expected a finite ${what} in epoch ${epoch}, received ${loss}; a learning rate below ${recipe.optimizer.learningRate} may help`;
}
