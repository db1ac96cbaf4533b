import * as tf from '@tensorflow/tfjs';

/**
 * TensorFlow.js's BatchNormalization heeds `trainable` only for its weights: a frozen one still normalizes by the batch
 * and moves its averages. In Keras (`keras/src/layers/normalization/batch_normalization.py`) a frozen one works as in
 * inference. And with `scale: false` or `center: false` it throws while gradients are taken. Here a frozen one is
 * called as in inference, and what is left out is lent: ones for gamma, zeros for beta.
 */
export function repairBatchNormalization(): void {
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization({})) as BatchNormalization;
  if (repaired.has(prototype)) return;
  repaired.add(prototype);
  const original = prototype.call;
  prototype.call = function (inputs, kwargs) {
    return tf.tidy(() => {
      const { gamma, beta } = this;
      const shape = this.movingMean.read().shape;
      this.gamma = gamma ?? lent(tf.ones(shape));
      this.beta = beta ?? lent(tf.zeros(shape));
      try {
        return original.call(this, inputs, { ...kwargs, training: Boolean(kwargs?.training) && this.trainable });
      } finally {
        this.gamma = gamma;
        this.beta = beta;
      }
    });
  };
}

interface Readable {
  read(): tf.Tensor;
}

/** The parts of the layer that its type does not tell of. */
interface BatchNormalization extends tf.layers.Layer {
  gamma: Readable | undefined;
  beta: Readable | undefined;
  movingMean: Readable;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}

const repaired = new WeakSet<object>();

function lent(tensor: tf.Tensor): Readable {
  return { read: () => tensor };
}
