import * as tf from '@tensorflow/tfjs';

/**
 * Keras's Dropout: the seed decides the sequence of masks, one a step. TensorFlow.js's Dropout draws the same mask in
 * every step if it has a seed. This one has the same class name, because Keras has one class for it.
 */
export class StepDropout extends tf.layers.Layer {
  static readonly className = 'Dropout';
  readonly rate: number;
  readonly seed: number;
  /** The number of masks drawn so far. */
  step = 0;

  constructor(name: string, rate: number, seed: number) {
    super({ name });
    this.rate = rate;
    this.seed = seed;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (!options.training) return input;
    return tf.dropout(input, this.rate, undefined, `${this.seed}/${this.step++}`);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed };
  }
}
