import * as tf from '@tensorflow/tfjs';

/**
 * TensorFlow.js's Dense without an activation is one operation, whose gradient also computes that of the layer's input,
 * whether or not anybody asks. On top of stored features nobody does, and it is a large part of the step. Here such a
 * layer trains as a product and a sum, as one with an activation does anyway; each gradient is then computed where it
 * is wanted.
 */
export function repairDense(): void {
  const prototype = Object.getPrototypeOf(tf.layers.dense({ units: 1 })) as Dense;
  if (repaired.has(prototype)) return;
  repaired.add(prototype);
  const original = prototype.call;
  prototype.call = function (inputs, kwargs) {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (!kwargs?.training || input.rank !== 2 || this.activation.getClassName() !== 'linear')
      return original.call(this, inputs, kwargs);
    return tf.tidy(() => {
      const product = tf.matMul(input, this.kernel.read());
      return this.bias ? tf.add(product, this.bias.read()) : product;
    });
  };
}

/** The parts of the layer that its type does not tell of. */
interface Dense extends tf.layers.Layer {
  activation: { getClassName(): string };
  kernel: { read(): tf.Tensor };
  bias: { read(): tf.Tensor } | null;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}

const repaired = new WeakSet<object>();
