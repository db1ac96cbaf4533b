import * as tf from '@tensorflow/tfjs';

/**
 * InceptionResNetV2's scaled residual, [x, residual] → x + scale · residual, all of one shape; Keras's own layer of
 * that name.
 */
export class CustomScaleLayer extends tf.layers.Layer {
  static readonly className = 'CustomScaleLayer';
  private readonly scale: number;

  constructor(config: { name?: string; scale: number }) {
    super(config);
    this.scale = config.scale;
  }

  override computeOutputShape(inputShapes: tf.Shape[]): tf.Shape {
    return inputShapes[0] as tf.Shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x, residual] = inputs as [tf.Tensor, tf.Tensor];
    return tf.tidy(() => tf.add(x, tf.mul(residual, this.scale)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), scale: this.scale };
  }
}

tf.serialization.registerClass(CustomScaleLayer);
