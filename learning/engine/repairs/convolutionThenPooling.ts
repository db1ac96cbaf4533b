import type * as tf from '@tensorflow/tfjs';

/** The prototypes of the layers that can apply, in training, the ReLU of the convolution before them. */
export const canApplyRelu = new WeakSet<object>();

/**
 * The maximum of some numbers followed by ReLU is the same as ReLU of each followed by the maximum, and the gradients
 * are the same too. So if only max poolings read the output of a convolution with ReLU, training pools first: ReLU and
 * its gradient then have a quarter of the numbers. Both layers call these functions, so that both do it or neither.
 *
 * True for a convolution that leaves its ReLU to the poolings.
 */
export function leavesReluToPooling(layer: tf.layers.Layer): boolean {
  const activation = (layer as unknown as { activation?: { getClassName(): string } }).activation;
  const readers = layer.outboundNodes.map(({ outboundLayer }) => Object.getPrototypeOf(outboundLayer));
  return (
    activation?.getClassName() === 'relu' && readers.length > 0 && readers.every((reader) => canApplyRelu.has(reader))
  );
}

/**
 * True for a pooling behind such a convolution. A pooling that is applied several times applies ReLU each time, which
 * changes nothing where ReLU was applied before.
 */
export function appliesReluOfConvolution(layer: tf.layers.Layer): boolean {
  return layer.inboundNodes.some(
    ({ inboundLayers: [before] }) => before?.getClassName() === 'Conv2D' && leavesReluToPooling(before),
  );
}

/**
 * The gradient of a max pooling's input → the gradient of its output. The first holds each number of the second at the
 * place of the maximum, and zeros: sums over all places are equal, and those of the second are faster.
 */
export const pooledGradients = new WeakMap<tf.Tensor, tf.Tensor>();
