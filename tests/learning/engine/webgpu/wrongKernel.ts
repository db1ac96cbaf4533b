import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';

/** Loaded before a probe: a kernel of the WebGPU backend computes wrong numbers, or is missing. */
const kernel = tf.getKernel('Conv2DBackpropFilter', 'webgpu');
tf.unregisterKernel('Conv2DBackpropFilter', 'webgpu');
if (new URL(import.meta.url).searchParams.has('wrong'))
  tf.registerKernel({
    ...kernel,
    kernelFunc: ({ inputs, ...call }) =>
      kernel.kernelFunc({ ...call, inputs: { ...inputs, dy: tf.mul(inputs.dy as tf.Tensor, 1.001) } }),
  });
