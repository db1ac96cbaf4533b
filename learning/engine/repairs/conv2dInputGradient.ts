import * as tf from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionInfo } from './convolutionAttributes.ts';
import { spreadGradient } from './spreadGradient.ts';

/**
 * The WASM backend's Conv2DBackpropInput is a plain loop, some twenty times slower than its convolution. This one
 * convolves the spread gradient with the filter turned by 180°, so that the fast convolution does the work.
 *
 * dy: [n, y, x, b], filter: [i, j, a, b] → dx: [n, h, w, a], float32.
 */
export function repairConv2dInputGradient(): void {
  tf.unregisterKernel('Conv2DBackpropInput', 'wasm');
  tf.registerKernel({
    kernelName: 'Conv2DBackpropInput',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      conv2dInputGradient(
        inputs.dy as tf.Tensor4D,
        inputs.filter as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function conv2dInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const info = convolutionInfo(attributes.inputShape, filter.shape, attributes);
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    return tf.conv2d(spreadGradient(dy, info), turned as tf.Tensor4D, 1, 'valid');
  });
}
