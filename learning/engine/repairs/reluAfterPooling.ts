import type * as tf from '@tensorflow/tfjs';

/** The prototypes of layers that apply, in training, the ReLU that the layer before them has left to them. */
export const reluTakers = new WeakSet<object>();

/**
 * The largest of some numbers, and then ReLU of it, is ReLU of each and then the largest; the gradients are the same,
 * too. So where nothing but max poolings uses what a convolution with ReLU answers, training may pool first, and ReLU
 * and its gradient have a quarter of the numbers to go through. Both layers ask here, so that either both do it or
 * none.
 */
export function leavesRelu(layer: tf.layers.Layer): boolean {
  const activation = (layer as unknown as { activation?: { getClassName(): string } }).activation;
  const users = layer.outboundNodes.map(({ outboundLayer }) => Object.getPrototypeOf(outboundLayer));
  return activation?.getClassName() === 'relu' && users.length > 0 && users.every((user) => reluTakers.has(user));
}

/**
 * Whether a layer gets what such a convolution answers. Fed with other input elsewhere, it does no harm: a pooled ReLU
 * is its own ReLU.
 */
export function takesRelu(layer: tf.layers.Layer): boolean {
  return layer.inboundNodes.some(({ inboundLayers: [from] }) => from?.getClassName() === 'Conv2D' && leavesRelu(from));
}
