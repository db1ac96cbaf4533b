import * as tf from '@tensorflow/tfjs';

/**
 * The WASM backend multiplies matrices fast only if neither is transposed. The gradient of every dense layer has a
 * transposed one, and takes a plain loop, some thirty times slower. This kernel transposes first. The backend's own
 * kernel still multiplies stacks of matrices.
 *
 * a: [n, k] (or [k, n] with `transposeA`), b: [k, m] (or [m, k] with `transposeB`) → [n, m], float32.
 */
export function repairMatMulTransposed(): void {
  const original = tf.getKernel('BatchMatMul', 'wasm');
  tf.unregisterKernel('BatchMatMul', 'wasm');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const a = call.inputs.a as tf.Tensor;
      const b = call.inputs.b as tf.Tensor;
      const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
      if (a.rank !== 2 || b.rank !== 2 || !(transposeA || transposeB)) return original.kernelFunc(call);
      return tf.tidy(() => tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b));
    },
  });
}
