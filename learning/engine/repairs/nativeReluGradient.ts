import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';

/**
 * TensorFlow.js computes the gradient of ReLU and ReLU6 with a step function, which takes seven operations on the
 * native backend: a sixth of the CNN's training step. TensorFlow has one operation for it, which Keras uses.
 *
 * dx = dy where 0 < x (and for ReLU6 x < 6, where TensorFlow.js has x ≤ 6), else 0; all of one shape, float32.
 */
export function repairNativeReluGradient(): void {
  for (const kernelName of ['Relu', 'Relu6']) {
    const original = tf.getGradient(kernelName);
    tf.unregisterGradient(kernelName);
    tf.registerGradient({
      ...original,
      gradFunc(dy, saved, attrs) {
        if (tf.getBackend() !== 'tensorflow') return original.gradFunc(dy, saved, attrs);
        return { x: () => nativeOp(`${kernelName}Grad`, [dy as tf.Tensor, saved[0]!])[0]! };
      },
    });
  }
}
