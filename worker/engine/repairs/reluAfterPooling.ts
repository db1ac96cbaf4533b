import type * as tf from '@tensorflow/tfjs';

/**
 * The largest of some numbers, and then ReLU of it, is ReLU of each and then the largest; the gradients are the same, too. So where nothing but max
 * poolings uses what a convolution with ReLU answers, training may pool first, and ReLU and its gradient have a quarter of the numbers to go
 * through. Both layers ask here, so that either both do it or none.
 */
export function poolsBeforeRelu(layer: tf.layers.Layer): boolean {
  const activation = (layer as unknown as { activation?: { getClassName(): string } }).activation;
  const users = layer.outboundNodes.map(({ outboundLayer }) => outboundLayer.getClassName());
  return activation?.getClassName() === 'relu' && users.length > 0 && users.every((user) => user === 'MaxPooling2D');
}

/** Whether a max pooling gets what such a convolution answers. Fed with other input elsewhere, it does no harm: a pooled ReLU is its own ReLU. */
export function takesReluAlong(pooling: tf.layers.Layer): boolean {
  return pooling.inboundNodes.some(({ inboundLayers: [from] }) => from?.getClassName() === 'Conv2D' && poolsBeforeRelu(from));
}
