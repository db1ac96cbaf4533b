import * as tf from '@tensorflow/tfjs';

/**
 * Dropout whose mask differs from step to step and is yet decided by the seed. TensorFlow.js's own repeats one mask
 * when it has a seed. It goes by the same class name, as Keras has one class for it.
 */
export class StepDropout extends tf.layers.Layer {
  static readonly className = 'Dropout';
  readonly rate: number;
  readonly seed: number;
  /** Counts the masks so far. */
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
