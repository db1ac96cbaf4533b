import * as tf from '@tensorflow/tfjs';

/**
 * Keras's Dropout: the seed decides the sequence of masks, one a step. TensorFlow.js's Dropout draws the same mask in
 * every step if it has a seed.
 */
export class StepDropout extends tf.layers.Layer {
  static className = 'StepDropout';
  readonly #rate: number;
  readonly #seed: number;
  /** The number of masks drawn so far. */
  step = 0;

  constructor(rate: number, seed: number) {
    super({});
    this.#rate = rate;
    this.#seed = seed;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (!options.training) return input;
    return tf.dropout(input, this.#rate, undefined, `${this.#seed}/${this.step++}`);
  }
}
