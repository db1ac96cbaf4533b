import * as tf from '@tensorflow/tfjs';

/** The native backend can run any operation of TensorFlow by its name. */
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
 * Runs an operation of TensorFlow on float32 tensors, on the native backend. Attributes are strings, lists of integers,
 * booleans or shapes. `type` names the attribute that holds the data type. Throws TensorFlow's error if its library has
 * no such operation.
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
