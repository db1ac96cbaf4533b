import * as tf from '@tensorflow/tfjs';

type Config = Parameters<typeof tf.layers.globalAveragePooling2d>[0];

/** TensorFlow.js does not export the class. */
const Original = tf.layers.globalAveragePooling2d({}).constructor as typeof tf.layers.Layer;

/**
 * GlobalAveragePooling2D with Keras's `keepdims`, which TensorFlow.js lacks: [batch, rows, columns, channels] → [batch,
 * 1, 1, channels]. It takes the place of TensorFlow.js's class, under the same name; without `keepdims` both are alike.
 */
export class GlobalAveragePooling2D extends Original {
  static readonly className = 'GlobalAveragePooling2D';
  private readonly keepdims: boolean;

  constructor(config: Config & { keepdims?: boolean }) {
    super(config);
    this.keepdims = config.keepdims ?? false;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const [batch, channels] = super.computeOutputShape(inputShape) as [number | null, number];
    return this.keepdims ? [batch, 1, 1, channels] : [batch, channels];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor {
    return tf.tidy(() => {
      const pooled = super.call(inputs, kwargs) as tf.Tensor2D;
      const [batch, channels] = pooled.shape;
      return this.keepdims ? tf.reshape(pooled, [batch, 1, 1, channels]) : pooled;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), keepdims: this.keepdims };
  }
}

tf.serialization.registerClass(GlobalAveragePooling2D);
