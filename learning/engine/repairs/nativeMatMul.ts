import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';

/**
 * TensorFlow.js multiplies two matrices with TensorFlow's operation for stacks of matrices. On the features of a few
 * images that takes three to five times as long as the operation for two matrices, which Keras uses. Nothing changes
 * for stacks of matrices.
 *
 * a: [n, k] (or [k, n] with `transposeA`), b: [k, m] (or [m, k] with `transposeB`) → [n, m], float32.
 */
export function repairNativeMatMul(): void {
  const original = tf.getKernel('BatchMatMul', 'tensorflow');
  tf.unregisterKernel('BatchMatMul', 'tensorflow');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const [a, b] = [call.inputs.a, call.inputs.b] as [tf.Tensor, tf.Tensor];
      if (a.rank !== 2 || b.rank !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32')
        return original.kernelFunc(call);
      const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
      return nativeOp('MatMul', [a, b], { transpose_a: transposeA, transpose_b: transposeB })[0]!;
    },
  });
}
