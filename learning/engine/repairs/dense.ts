import * as tf from '@tensorflow/tfjs';

/**
 * TensorFlow.js's Dense without an activation is one operation, whose gradient always computes the gradient of the
 * layer's input as well. On top of stored features nothing reads that, and it is a large part of the step. Here such a
 * layer trains as a product and a sum, as a layer with an activation does; only the gradients that are read are
 * computed.
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

/** The properties of the layer that its type lacks. */
interface Dense extends tf.layers.Layer {
  activation: { getClassName(): string };
  kernel: { read(): tf.Tensor };
  bias: { read(): tf.Tensor } | null;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs?: Record<string, unknown>): tf.Tensor | tf.Tensor[];
}

const repaired = new WeakSet<object>();
