import * as tf from '@tensorflow/tfjs';
import { batches, type Examples, inOrder } from '../data/examples.ts';
import type { TrainedPart } from './buildModel.ts';
import { countEqual, crossEntropy, predictedClasses } from './loss.ts';

export interface Judgement {
  /** The mean loss, L2 penalties included, as Keras's `evaluate` has it. */
  loss: number;
  /** The share of right predictions. */
  acc: number;
  /** The predicted class of each example. */
  predicted: Int32Array;
}

/** What a network makes of examples that it does not learn from. The loss and accuracy of no examples are NaN. */
export async function judge(model: TrainedPart, examples: Examples, batchSize: number): Promise<Judgement> {
  const count = examples.labels.length;
  const predicted = new Int32Array(count);
  let lossSum = 0;
  let done = 0;
  for (const batch of batches(inOrder(count), batchSize)) {
    const features = tf.tensor(await examples.read(batch), [batch.length, ...examples.shape]);
    const [logits, loss] = tf.tidy(() => {
      const logits = model.suffix.apply(features, { training: false }) as tf.Tensor2D;
      return [logits, crossEntropy(logits, tf.tensor1d(examples.labels.subarray(done, done + batch.length), 'int32'))];
    });
    lossSum += (await loss.data())[0]! * batch.length;
    predicted.set(predictedClasses((await logits.data()) as Float32Array, logits.shape[1]), done);
    tf.dispose([features, logits, loss]);
    done += batch.length;
    // WASM answers in a microtask: without this the process would hear neither the database nor its parent until the epoch's end.
    await tf.nextFrame();
  }
  return { loss: lossSum / count + readPenalty(model), acc: countEqual(predicted, examples.labels) / count, predicted };
}

function readPenalty(model: TrainedPart): number {
  const penalty = model.penalty();
  const value = penalty?.dataSync()[0] ?? 0;
  penalty?.dispose();
  return value;
}
