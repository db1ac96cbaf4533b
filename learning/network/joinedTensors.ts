import * as tf from '@tensorflow/tfjs';

/**
 * Tensors as one, [batch, values]: each one's values in its order, one tensor after another. A single one stays as it
 * is.
 */
export function joinTensors(tensors: readonly tf.SymbolicTensor[]): tf.SymbolicTensor {
  if (tensors.length === 1) return tensors[0]!;
  const flat = tensors.map((tensor) =>
    tf.layers.reshape({ targetShape: [tf.util.sizeFromShape(shapeOf(tensor))] }).apply(tensor),
  );
  return tf.layers.concatenate().apply(flat as tf.SymbolicTensor[]) as tf.SymbolicTensor;
}

/** The other way: `joined` as tensors like those that it was made of. */
export function partTensors(joined: tf.SymbolicTensor, tensors: readonly tf.SymbolicTensor[]): tf.SymbolicTensor[] {
  if (tensors.length === 1) return [joined];
  let at = 0;
  return tensors.map((tensor) => {
    const part = new PartOfJoined(at, shapeOf(tensor));
    at += tf.util.sizeFromShape(part.shape);
    return part.apply(joined) as tf.SymbolicTensor;
  });
}

/**
 * [batch, values] → [batch, ...shape], of the values from number `begin` on. It is never saved: a model is built again
 * from its recipe.
 */
class PartOfJoined extends tf.layers.Layer {
  static readonly className = 'PartOfJoined';
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

/** Without the batch. */
function shapeOf({ shape }: tf.SymbolicTensor): number[] {
  return shape.slice(1) as number[];
}
