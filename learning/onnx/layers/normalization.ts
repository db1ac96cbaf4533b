import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { settingsOf, type Translate, weightsOf } from '../translation.ts';

const normalizationSchema = z.object({ epsilon: z.number().positive(), axis: z.union([z.literal(-1), z.literal(3)]) });

/** In inference: gamma · (x − mean) / √(variance + epsilon) + beta, channel by channel. */
const batchNormalization: Translate = ({ graph, layer, inputs: [input] }) => {
  const { epsilon, gamma, beta, mean, variance } = parametersOf(layer);
  const parameters = [gamma, beta, mean, variance].map((values) => graph.constant(values, [values.length]));
  return graph.node(layer.name, 'BatchNormalization', [input.name, ...parameters], { epsilon: { float: epsilon } });
};

export const normalizations: Record<string, Translate> = { BatchNormalization: batchNormalization };

/** A convolution's weights. The first dimension of its kernel is the outputs. */
export interface Convolution {
  kernel: Float32Array;
  bias: Float32Array;
}

/** One convolution that computes `convolution` and the BatchNormalization behind it. */
export function foldInto(convolution: Convolution, normalization: tf.layers.Layer): Convolution {
  const { epsilon, gamma, beta, mean, variance } = parametersOf(normalization);
  const kernel = new Float32Array(convolution.kernel.length);
  const bias = new Float32Array(convolution.bias.length);
  const perOutput = kernel.length / bias.length;
  for (let output = 0; output < bias.length; output++) {
    const scale = gamma[output]! / Math.sqrt(variance[output]! + epsilon);
    bias[output] = (convolution.bias[output]! - mean[output]!) * scale + beta[output]!;
    for (let index = output * perOutput; index < (output + 1) * perOutput; index++)
      kernel[index] = convolution.kernel[index]! * scale;
  }
  return { kernel, bias };
}

function parametersOf(layer: tf.layers.Layer) {
  const { epsilon } = settingsOf(layer, normalizationSchema);
  const weights = weightsOf(layer);
  const mean = weights.moving_mean!.dataSync<'float32'>();
  const variance = weights.moving_variance!.dataSync<'float32'>();
  // With Keras's `scale: false` and `center: false` they are missing.
  const gamma = weights.gamma?.dataSync<'float32'>() ?? new Float32Array(mean.length).fill(1);
  const beta = weights.beta?.dataSync<'float32'>() ?? new Float32Array(mean.length);
  return { epsilon, gamma, beta, mean, variance };
}
