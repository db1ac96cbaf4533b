import * as tf from '@tensorflow/tfjs';

/**
 * Dropout whose mask differs from step to step and is yet decided by the seed. TensorFlow.js's own repeats one mask
 * when it has a seed.
 */
export class StepDropout extends tf.layers.Layer {
  static className = 'StepDropout';
  readonly #rate: number;
  readonly #seed: number;
  /** Counts the masks so far. */
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
