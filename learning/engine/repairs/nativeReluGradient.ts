import * as tf from '@tensorflow/tfjs';
import { nativeOp } from '../nativeOp.ts';

/**
 * TensorFlow.js takes the gradient of ReLU and ReLU6 from a step function, which the native backend puts together from
 * seven operations; they are a sixth of the from-scratch network's training step. TensorFlow has one operation for it,
 * the one that Keras uses.
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
