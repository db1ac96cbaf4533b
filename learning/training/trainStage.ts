import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import type { Stage } from '#contracts/stages';
import type { TrainingSettings } from '#contracts/training';
import { type Examples, firstOf, type TrainingExamples, tensorOf } from '../data/examples.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { changingVariables, type TrainedPart, trainedVariables } from '../network/buildModel.ts';
import { countEqual, crossEntropy, predictedClasses } from '../network/loss.ts';
import { earlyStopping } from './callbacks/earlyStopping.ts';
import { reduceLrOnPlateau } from './callbacks/reduceLrOnPlateau.ts';
import type { EpochResult } from './epochResult.ts';
import { createOptimizer } from './optimizers/createOptimizer.ts';
import { disposeStage, newStageState, type StageState } from './stageState.ts';
import { epochOf, type Position, stepsOver } from './steps.ts';

export interface StageOptions {
  training: TrainingSettings;
  /** Decides in which order the examples are drawn. */
  seed: number;
  /** How much an example of each class counts in the training loss; absent, all count 1. */
  classWeights?: readonly number[] | undefined;
  /** Where the passes over the examples stand; moved along. */
  position?: Position;
  /** What an interrupted stage knew; it is changed in place, and whole whenever an epoch was answered. */
  memory?: StageState;
  /** Epochs of earlier stages: this one's numbers go on from there. */
  epochsBefore?: number;
  /** Hears of each step. */
  onStep?: () => void;
}

/**
 * Trains a model's suffix in place, epoch by epoch, as Keras's `fit` does with a model that was just compiled. The
 * arguments and the engine decide every number: nothing here is drawn from elsewhere. The last epoch is answered when
 * the best parameters are restored, where the recipe wants that. Throws NAN_LOSS when the loss is no finite number any
 * more.
 */
export async function* trainStage(
  model: TrainedPart,
  examples: { train: TrainingExamples; validation: Examples },
  stage: Pick<Stage, 'optimizer' | 'epochs'>,
  options: StageOptions,
): AsyncGenerator<EpochResult, void> {
  const { training, seed, classWeights, epochsBefore = 0, onStep = () => {} } = options;
  const { position = { pass: 1, batch: 0 }, memory = newStageState(stage) } = options;
  const { numbers } = memory;
  const { plain, view } = examples.train;
  const validation = firstOf(
    examples.validation,
    (training.validationSteps ?? Number.POSITIVE_INFINITY) * training.batchSize,
  );
  const variables = trainedVariables(model.suffix);
  const optimizer = createOptimizer(stage.optimizer, variables);
  for (const [index, values] of memory.slots.entries()) optimizer.slots[index]!.assign(values);
  tf.dispose(memory.slots);
  memory.slots = optimizer.slots;
  const stopping =
    training.earlyStopping && earlyStopping(training.earlyStopping, changingVariables(model.suffix.layers), memory);
  const nextRate =
    training.reduceLrOnPlateau && reduceLrOnPlateau(training.reduceLrOnPlateau, numbers.reduceLrOnPlateau);
  const steps = stepsOver(plain.labels.length, training, seed, position);
  const { labelSmoothing } = training;
  let viewed = { pass: 0, examples: plain };
  try {
    while (!memory.ended) {
      const epoch = epochsBefore + ++numbers.epochs;
      const { learningRate } = numbers;
      const begin = performance.now();
      let lossSum = 0;
      let right = 0;
      let count = 0;
      for (const { pass, indices } of epochOf(steps, training)) {
        if (view && pass !== viewed.pass) viewed = { pass, examples: await view(pass) };
        const labels = Int32Array.from(indices, (index) => plain.labels[index]!);
        const features = await tensorOf(viewed.examples, indices);
        const { loss, predicted, gradients } = await learn(model, variables, features, labels, {
          labelSmoothing,
          classWeights,
        });
        features.dispose();
        if (!Number.isFinite(loss)) {
          tf.dispose(gradients);
          throw new RunFailure('NAN_LOSS', notFinite(loss, epoch, learningRate));
        }
        optimizer.step(gradients, learningRate, ++numbers.steps);
        tf.dispose(gradients);
        // A mean over examples, so the smaller last batch counts for less.
        lossSum += loss * indices.length;
        right += countEqual(predicted, labels);
        count += indices.length;
        onStep();
        // WASM answers in a microtask: without this the process would hear neither the database nor its parent until
        // the epoch's end.
        await tf.nextFrame();
      }
      const predictions = validation.labels.length > 0 ? await evaluate(model, validation, training) : null;
      if (predictions && !Number.isFinite(predictions.loss))
        throw new RunFailure('NAN_LOSS', notFinite(predictions.loss, epoch, learningRate, 'validation loss'));
      const result: EpochResult = {
        epoch,
        loss: lossSum / count,
        acc: right / count,
        valLoss: predictions?.loss ?? null,
        valAcc: predictions?.acc ?? null,
        learningRate,
        seconds: (performance.now() - begin) / 1000,
      };
      numbers.learningRate = nextRate?.(result) ?? learningRate;
      optimizer.settle?.();
      const stops = stopping?.observe(result) ?? false;
      if (stops || numbers.epochs === stage.epochs) {
        stopping?.finish();
        memory.ended = true;
      }
      yield result;
    }
  } finally {
    optimizer.dispose?.();
    disposeStage(memory);
  }
}

/** One batch forward and backward. The caller disposes of the gradients, which are in the variables' order. */
async function learn(
  model: TrainedPart,
  variables: tf.Variable[],
  features: tf.Tensor,
  batchLabels: Int32Array,
  options: Parameters<typeof crossEntropy>[2],
) {
  const labels = tf.tensor1d(batchLabels, 'int32');
  let logits!: tf.Tensor2D;
  const { value, grads } = tf.variableGrads(() => {
    logits = tf.keep(model.suffix.apply(features, { training: true }) as tf.Tensor2D);
    const loss = crossEntropy(logits, labels, options);
    const penalty = model.penalty();
    return penalty ? loss.add(penalty) : loss;
  }, variables);
  const loss = (await value.data())[0]!;
  const predicted = predictedClasses((await logits.data()) as Float32Array, logits.shape[1]);
  tf.dispose([labels, logits, value]);
  return { loss, predicted, gradients: variables.map((variable) => grads[variable.name]!) };
}

function notFinite(loss: number, epoch: number, learningRate: number, what = 'loss'): string {
  const advice = `a learning rate below ${learningRate} may help`;
  return `Expected a finite ${what} in epoch ${epoch}, received ${loss}; ${advice}`;
}
