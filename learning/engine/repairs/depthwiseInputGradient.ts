import * as tf from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionInfo } from './convolutionAttributes.ts';
import { spreadGradient } from './spreadGradient.ts';

/**
 * The WASM backend has no DepthwiseConv2dNativeBackpropInput. As for other convolutions, the gradient of the input is
 * the spread gradient of the output convolved with the filter turned by 180°, here channel by channel.
 *
 * dy: [n, y, x, a·m], filter: [i, j, a, m] → dx: [n, h, w, a], float32.
 */
export function repairDepthwiseInputGradient(): void {
  tf.registerKernel({
    kernelName: 'DepthwiseConv2dNativeBackpropInput',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      depthwiseInputGradient(
        inputs.dy as tf.Tensor4D,
        inputs.filter as tf.Tensor4D,
        attrs as unknown as ConvolutionAttributes,
      ),
  });
}

function depthwiseInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor4D {
  const info = convolutionInfo(attributes.inputShape, filter.shape, attributes, true);
  const [height, width, channels, multiplier] = filter.shape;
  return tf.tidy(() => {
    const turned: tf.Tensor4D = tf.reshape(tf.reverse(filter, [0, 1]), [height, width, channels * multiplier, 1]);
    const gradient = tf.depthwiseConv2d(spreadGradient(dy, info), turned, 1, 'valid');
    if (multiplier === 1) return gradient;
    return tf.reshape(tf.sum(tf.reshape(gradient, [-1, multiplier]), 1), attributes.inputShape);
  });
}
