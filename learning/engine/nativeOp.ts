import * as tf from '@tensorflow/tfjs';

/** What the native backend has besides TensorFlow.js's kernels: any operation of TensorFlow, by its name. */
interface NativeBackend {
  binding: Record<
    'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_ATTR_SHAPE' | 'TF_FLOAT',
    number
  >;
  executeMultipleOutputs(name: string, attributes: OpAttribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
}

interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/**
 * Runs an operation of TensorFlow on float32 tensors, on the native backend. An attribute's type is that of its value:
 * text, numbers (which are integers), yes and no, or a shape. `type`: the attribute by which the operation is told that
 * it is of float32. Throws, with TensorFlow's words, where its library has no such operation.
 */
export function nativeOp(
  name: string,
  inputs: tf.Tensor[],
  attributes: Record<string, string | number[] | boolean | { shape: number[] }> = {},
  { outputs = 1, type = 'T' } = {},
): tf.Tensor[] {
  const backend = tf.backend() as unknown as NativeBackend;
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_ATTR_STRING, TF_ATTR_BOOL, TF_ATTR_SHAPE, TF_FLOAT } = backend.binding;
  const given = Object.entries(attributes).map(([key, value]): OpAttribute => {
    if (typeof value === 'string') return { name: key, type: TF_ATTR_STRING, value };
    if (typeof value === 'boolean') return { name: key, type: TF_ATTR_BOOL, value };
    if (Array.isArray(value)) return { name: key, type: TF_ATTR_INT, value };
    return { name: key, type: TF_ATTR_SHAPE, value: value.shape };
  });
  return backend.executeMultipleOutputs(
    name,
    [{ name: type, type: TF_ATTR_TYPE, value: TF_FLOAT }, ...given],
    inputs,
    outputs,
  );
}
