import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import type { Stage } from '#contracts/stages';
import type { TrainingSettings } from '#contracts/training';
import { type Examples, firstOf, type TrainingExamples, tensorOf } from '../data/examples.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { changingVariables, type TrainedPart, trainedVariables } from '../network/buildModel.ts';
import { countEqual, crossEntropy, type LossOptions, predictedClasses } from '../network/loss.ts';
import { earlyStopping } from './callbacks/earlyStopping.ts';
import { reduceLrOnPlateau } from './callbacks/reduceLrOnPlateau.ts';
import type { EpochResult } from './epochResult.ts';
import { createOptimizer } from './optimizers/createOptimizer.ts';
import { disposeStage, newStageState, type StageState } from './stageState.ts';
import { epochOf, type Position, stepsOver } from './steps.ts';

export interface StageOptions {
  training: TrainingSettings;
  /** Decides the order of the examples. */
  seed: number;
  /** The weight of each class in the training loss; without it every class has the weight 1. */
  classWeights?: readonly number[] | undefined;
  /** The next step. The loop moves it on. */
  position?: Position;
  /** The state of an interrupted stage. The loop changes it in place; it is complete whenever an epoch is yielded. */
  state?: StageState;
  /** The number of epochs of earlier stages. This stage's epochs are numbered on from there. */
  epochsBefore?: number;
  /** Called after each step. */
  onStep?: () => void;
}

/**
 * Keras's `fit` for a model that was just compiled: trains the model's suffix in place and yields one result an epoch.
 * The arguments and the engine decide every number. If the recipe wants the best weights back, they are restored before
 * the last epoch is yielded. Throws NAN_LOSS when a loss is not a finite number.
 */
export async function* trainStage(
  model: TrainedPart,
  examples: { train: TrainingExamples; validation: Examples },
  stage: Pick<Stage, 'optimizer' | 'epochs'>,
  options: StageOptions,
): AsyncGenerator<EpochResult, void> {
  const { training, seed, classWeights, epochsBefore = 0, onStep = () => {} } = options;
  const { position = { pass: 1, batch: 0 }, state = newStageState(stage) } = options;
  const { numbers } = state;
  const lossOptions = { labelSmoothing: training.labelSmoothing, classWeights };

  // The examples.
  const { plain, view } = examples.train;
  const validationCount = (training.validationSteps ?? Number.POSITIVE_INFINITY) * training.batchSize;
  const validation = firstOf(examples.validation, validationCount);
  const steps = stepsOver(plain.labels.length, training, seed, position);
  let current = { pass: 0, examples: plain };

  // The optimizer, with the slots of an interrupted stage, and the callbacks.
  const variables = trainedVariables(model.suffix);
  const optimizer = createOptimizer(stage.optimizer, variables);
  for (const [index, values] of state.slots.entries()) optimizer.slots[index]!.assign(values);
  tf.dispose(state.slots);
  state.slots = optimizer.slots;
  const stopping =
    training.earlyStopping && earlyStopping(training.earlyStopping, changingVariables(model.suffix.layers), state);
  const nextRate =
    training.reduceLrOnPlateau && reduceLrOnPlateau(training.reduceLrOnPlateau, numbers.reduceLrOnPlateau);

  try {
    while (!state.ended) {
      const epoch = epochsBefore + ++numbers.epochs;
      const { learningRate } = numbers;
      const begin = performance.now();

      // One step a batch: forward, backward, update.
      const sums = { loss: 0, correct: 0, examples: 0 };
      for (const { pass, indices } of epochOf(steps, training)) {
        if (view && pass !== current.pass) current = { pass, examples: await view(pass) };
        const labels = Int32Array.from(indices, (index) => plain.labels[index]!);
        const batch = await tensorOf(current.examples, indices);
        const { loss, predicted, gradients } = await forwardBackward(model, variables, batch, labels, lossOptions);
        if (Number.isFinite(loss)) optimizer.step(gradients, learningRate, ++numbers.steps);
        tf.dispose([batch, gradients]);
        requireFinite(loss, 'loss', epoch, learningRate);
        // Sums over examples, so that the smaller last batch counts for less.
        sums.loss += loss * indices.length;
        sums.correct += countEqual(predicted, labels);
        sums.examples += indices.length;
        onStep();
        // WASM settles its promises in microtasks: without this the process handles no message and no timer until the
        // epoch ends.
        await tf.nextFrame();
      }

      // Validation.
      const predictions = validation.labels.length > 0 ? await evaluate(model, validation, training) : null;
      if (predictions) requireFinite(predictions.loss, 'validation loss', epoch, learningRate);
      const result: EpochResult = {
        epoch,
        loss: sums.loss / sums.examples,
        acc: sums.correct / sums.examples,
        valLoss: predictions?.loss ?? null,
        valAcc: predictions?.acc ?? null,
        learningRate,
        seconds: (performance.now() - begin) / 1000,
      };

      // Callbacks. The caller may capture the state after this epoch, so the slots are updated first.
      optimizer.syncSlots?.();
      numbers.learningRate = nextRate?.(result) ?? learningRate;
      const stops = stopping?.onEpochEnd(result) ?? false;
      if (stops || numbers.epochs === stage.epochs) {
        stopping?.onTrainEnd();
        state.ended = true;
      }
      yield result;
    }
  } finally {
    optimizer.dispose?.();
    disposeStage(state);
  }
}

/**
 * One batch forward and backward. The gradients are in the order of the variables; the caller disposes of them, and of
 * the batch.
 */
async function forwardBackward(
  model: TrainedPart,
  variables: tf.Variable[],
  batch: tf.Tensor,
  batchLabels: Int32Array,
  options: LossOptions,
): Promise<{ loss: number; predicted: Int32Array; gradients: tf.Tensor[] }> {
  const labels = tf.tensor1d(batchLabels, 'int32');
  let logits!: tf.Tensor2D;
  const { value, grads } = tf.variableGrads(() => {
    logits = tf.keep(model.suffix.apply(batch, { training: true }) as tf.Tensor2D);
    const loss = crossEntropy(logits, labels, options);
    const penalty = model.penalty();
    return penalty ? loss.add(penalty) : loss;
  }, variables);
  const loss = (await value.data())[0]!;
  const predicted = predictedClasses((await logits.data()) as Float32Array, logits.shape[1]);
  tf.dispose([labels, logits, value]);
  return { loss, predicted, gradients: variables.map((variable) => grads[variable.name]!) };
}

function requireFinite(loss: number, name: string, epoch: number, learningRate: number): void {
  if (Number.isFinite(loss)) return;
  const advice = `a learning rate below ${learningRate} may help`;
  throw new RunFailure('NAN_LOSS', `Expected a finite ${name} in epoch ${epoch}, received ${loss}; ${advice}`);
}
