import * as tf from '@tensorflow/tfjs';

/**
 * Keras's CustomScaleLayer, the scaled residual of InceptionResNetV2: [x, residual] → x + scale · residual, all of the
 * same shape.
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
