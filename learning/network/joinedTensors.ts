import * as tf from '@tensorflow/tfjs';

/** Several tensors → one of [batch, values]: the flattened tensors, one after another. One tensor stays as it is. */
export function joinTensors(tensors: readonly tf.SymbolicTensor[]): tf.SymbolicTensor {
  if (tensors.length === 1) return tensors[0]!;
  const flat = tensors.map((tensor) =>
    tf.layers.reshape({ targetShape: [tf.util.sizeFromShape(shapeOf(tensor))] }).apply(tensor),
  );
  return tf.layers.concatenate().apply(flat as tf.SymbolicTensor[]) as tf.SymbolicTensor;
}

/** The inverse: splits `joined` into tensors of the shapes that it was made of. */
export function splitTensors(joined: tf.SymbolicTensor, tensors: readonly tf.SymbolicTensor[]): tf.SymbolicTensor[] {
  if (tensors.length === 1) return [joined];
  let at = 0;
  return tensors.map((tensor) => {
    const part = new SplitPart(at, shapeOf(tensor));
    at += tf.util.sizeFromShape(part.shape);
    return part.apply(joined) as tf.SymbolicTensor;
  });
}

/** [batch, values] → [batch, ...shape]: the values from index `begin` on. Saved models never contain this layer. */
class SplitPart extends tf.layers.Layer {
  static readonly className = 'SplitPart';
  readonly shape: number[];
  readonly #begin: number;

  constructor(begin: number, shape: number[]) {
    super({});
    this.#begin = begin;
    this.shape = shape;
  }

  override computeOutputShape([batch]: (number | null)[]): tf.Shape {
    return [batch!, ...this.shape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const joined = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor2D;
    const [batch] = joined.shape;
    return tf.tidy(() =>
      tf.reshape(tf.slice(joined, [0, this.#begin], [batch, tf.util.sizeFromShape(this.shape)]), [
        batch,
        ...this.shape,
      ]),
    );
  }
}

/** Without the batch dimension. */
function shapeOf({ shape }: tf.SymbolicTensor): number[] {
  return shape.slice(1) as number[];
}
