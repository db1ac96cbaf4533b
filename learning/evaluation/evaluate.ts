import * as tf from '@tensorflow/tfjs';
import type { TrainingSettings } from '#contracts/training';
import { batches, type Examples, inOrder, tensorOf } from '../data/examples.ts';
import type { TrainedPart } from '../network/buildModel.ts';
import { countEqual, crossEntropy, predictedClasses, probabilitiesOf } from '../network/loss.ts';

export interface Predictions {
  /** The mean loss, L2 penalties and label smoothing included, as Keras's `evaluate` has it. */
  loss: number;
  /** The share of right predictions. */
  acc: number;
  /** The predicted class of each example. */
  predicted: Int32Array;
  /**
   * The probabilities of each example, one row an example: of the second of two classes (one column), or of every
   * class.
   */
  probabilities: Float32Array;
}

/** What a network makes of examples that it does not learn from. The loss and accuracy of no examples are NaN. */
export async function evaluate(
  model: TrainedPart,
  examples: Examples,
  { batchSize, labelSmoothing }: Pick<TrainingSettings, 'batchSize' | 'labelSmoothing'>,
): Promise<Predictions> {
  const count = examples.labels.length;
  const units = model.suffix.outputs[0]!.shape[1] as number;
  const predicted = new Int32Array(count);
  const probabilities = new Float32Array(count * units);
  let lossSum = 0;
  let done = 0;
  for (const batch of batches(inOrder(count), batchSize)) {
    const features = await tensorOf(examples, batch);
    const [logits, shares, loss] = tf.tidy(() => {
      const logits = model.suffix.apply(features, { training: false }) as tf.Tensor2D;
      const labels = tf.tensor1d(examples.labels.subarray(done, done + batch.length), 'int32');
      return [logits, probabilitiesOf(logits), crossEntropy(logits, labels, { labelSmoothing })];
    });
    lossSum += (await loss.data())[0]! * batch.length;
    predicted.set(predictedClasses((await logits.data()) as Float32Array, units), done);
    probabilities.set((await shares.data()) as Float32Array, done * units);
    tf.dispose([features, logits, shares, loss]);
    done += batch.length;
    // WASM answers in a microtask: without this the process would hear neither the database nor its parent until the
    // epoch's end.
    await tf.nextFrame();
  }
  return {
    loss: lossSum / count + readPenalty(model),
    acc: countEqual(predicted, examples.labels) / count,
    predicted,
    probabilities,
  };
}

function readPenalty(model: TrainedPart): number {
  const penalty = model.penalty();
  const value = penalty?.dataSync()[0] ?? 0;
  penalty?.dispose();
  return value;
}
