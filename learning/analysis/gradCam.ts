import * as tf from '@tensorflow/tfjs';
import type { StoredHeatmap } from '#contracts/analysis';
import type { RecipeModel } from '../network/buildModel.ts';
import { cutBefore } from '../network/cut.ts';

/** Where a network looked for a class. */
export interface Heatmap {
  rows: number;
  columns: number;
  /** In [0, 1], row after row; the largest is 1, or all are 0 where nothing speaks for the class. */
  values: Float32Array;
}

/**
 * Grad-CAM at the backbone's last convolution (Selvaraju et al., 2017; keras.io/examples/vision/grad_cam): the layer's
 * channels, each weighted by the mean gradient of the class's logit over the places of that channel, summed, without
 * their negative part, and divided by the largest.
 *
 * `pixels` is one image as the network takes it, [inputSize, inputSize, 3].
 */
export async function gradCam(model: RecipeModel, pixels: Float32Array, classIndex: number): Promise<Heatmap> {
  const { below, above } = cutAtLastConvolution(model);
  const [size] = model.backbone.inputs[0]!.shape.slice(1) as number[];
  const heat = tf.tidy(() => {
    const channels = below.apply(tf.tensor(pixels, [1, size!, size!, 3]), { training: false }) as tf.Tensor4D;
    const logitOf = (place: tf.Tensor) => {
      const logits = above.apply(place, { training: false }) as tf.Tensor2D;
      // Of two classes the network has one logit, which speaks for the second.
      if (logits.shape[1] === 1) return (classIndex === 1 ? logits : logits.neg()).sum() as tf.Scalar;
      return logits.slice([0, classIndex], [1, 1]).sum() as tf.Scalar;
    };
    const weights = tf.grad(logitOf)(channels).mean([1, 2], true);
    return channels.mul(weights).sum(3).relu().squeeze([0]) as tf.Tensor2D;
  });
  const [rows, columns] = heat.shape;
  const values = (await heat.data()) as Float32Array;
  heat.dispose();
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return { rows, columns, values: largest > 0 ? values.map((value) => value / largest) : values };
}

/** A heat map as it is stored: four digits are more than a screen shows. */
export function storedHeatmap(classIndex: number, { rows, columns, values }: Heatmap): StoredHeatmap {
  return { classIndex, rows, columns, values: Array.from(values, (value) => Number(value.toFixed(4))) };
}

/** Images → the last convolution, and from there → logits. */
function cutAtLastConvolution({ backbone, pooling, head }: RecipeModel): {
  below: tf.LayersModel;
  above: tf.LayersModel;
} {
  const trainable = backbone.layers.map((layer) => layer.trainable);
  const { prefix, input, output } = cutBefore(backbone, lastConvolution(backbone) + 1);
  // Cutting freezes the layers before the cut; the model keeps its own choice.
  for (const [index, layer] of backbone.layers.entries()) layer.trainable = trainable[index]!;
  const logits = [pooling, ...head].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, output);
  return { below: prefix!, above: tf.model({ inputs: input, outputs: logits }) };
}

/**
 * The index of the layer whose channels are shown: the backbone's last one, before a pooling that only makes it
 * coarser. In VGG that is block5_conv4, in ResNet50 conv5_block3_out, in DenseNet the ReLU after all blocks.
 */
export function lastConvolution({ layers }: Pick<tf.LayersModel, 'layers'>): number {
  return layers.findLastIndex((layer) => !/Pooling|Flatten|Dropout/.test(layer.getClassName()));
}
