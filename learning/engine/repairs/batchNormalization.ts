import * as tf from '@tensorflow/tfjs';

/**
 * In TensorFlow.js, a BatchNormalization with `trainable: false` still normalizes by the batch and updates its moving
 * averages. In Keras (`keras/src/layers/normalization/batch_normalization.py`) it works as in inference; here it does
 * so too. And with `scale: false` or `center: false`, TensorFlow.js's layer throws while gradients are computed: here
 * it gets ones for gamma and zeros for beta meanwhile.
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
      this.gamma = gamma ?? constant(tf.ones(shape));
      this.beta = beta ?? constant(tf.zeros(shape));
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

/** The properties of the layer that its type lacks. */
interface BatchNormalization extends tf.layers.Layer {
  gamma: Readable | undefined;
  beta: Readable | undefined;
  movingMean: Readable;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}

const repaired = new WeakSet<object>();

function constant(tensor: tf.Tensor): Readable {
  return { read: () => tensor };
}
