import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { loadNative } from '../../../learning/engine/native.ts';
import { repairBatchNormGradient } from '../../../learning/engine/repairs/batchNormGradient.ts';
import { repairConv2dInputGradient } from '../../../learning/engine/repairs/convolutionInputGradients.ts';
import { repairDense } from '../../../learning/engine/repairs/dense.ts';
import { repairMatMulTransposed } from '../../../learning/engine/repairs/matMulTransposed.ts';
import { repairMaxPoolGradient } from '../../../learning/engine/repairs/maxPoolGradient.ts';
import { repairNativeMatMul } from '../../../learning/engine/repairs/nativeMatMul.ts';
import { repairNativeMaxPoolGradient } from '../../../learning/engine/repairs/nativeMaxPoolGradient.ts';
import { repairNativeReluGradient } from '../../../learning/engine/repairs/nativeReluGradient.ts';
import { repairSumOfRows } from '../../../learning/engine/repairs/sumOfRows.ts';
import { numbers, startBareWasm, values } from '../../learning/engine/bareWasm.ts';
import type { RepairedKernel } from '../cases/kernels.ts';
import { serve, timed } from './serve.ts';

/**
 * One of TensorFlow.js's kernels as it comes, and once asked to repair it, as it is repaired: `node kernels.ts <engine>
 * <kernel>`. A request answers the milliseconds of processor time that the quickest of some calls takes: what else the
 * machine does only ever adds to one.
 */
const requestSchema = z.strictObject({ repaired: z.boolean(), calls: z.int().positive() });

interface Repair {
  repair(): void;
  /** Makes what is computed on, of a size that networks have, and answers what is timed. */
  prepare(): () => tf.Tensor[];
}

const repairs: Record<RepairedKernel, Repair> = {
  convolutionInputGradient: {
    repair: repairConv2dInputGradient,
    prepare() {
      const [x, w] = [numbers([4, 32, 32, 32], 1), numbers([3, 3, 32, 32], 2) as tf.Tensor4D];
      return () => [tf.grad((a) => tf.sum(tf.conv2d(a as tf.Tensor4D, w, 1, 'same')))(x)];
    },
  },
  maxPoolGradient: { repair: repairMaxPoolGradient, prepare: maxPoolGradient },
  transposedProduct: {
    repair: repairMatMulTransposed,
    prepare() {
      const [inputs, gradient] = [numbers([32, 4096], 1), numbers([32, 256], 2)];
      return () => [tf.matMul(inputs, gradient, true, false)];
    },
  },
  normalizationGradient: { repair: repairBatchNormGradient, prepare: normalizationGradient },
  sumOfRows: {
    repair: repairSumOfRows,
    prepare() {
      const x = numbers([8, 62, 62, 32], 1);
      return () => [tf.sum(x, [0, 1, 2])];
    },
  },
  denseStep: { repair: repairDense, prepare: denseStep },
  nativeMaxPoolGradient: { repair: repairNativeMaxPoolGradient, prepare: maxPoolGradient },
  nativeReluGradient: {
    repair: repairNativeReluGradient,
    prepare() {
      const x = numbers([8, 62, 62, 32], 1);
      return () => [tf.getGradient('Relu').gradFunc(x, [x], {}).x!()];
    },
  },
  nativeProduct: {
    repair: repairNativeMatMul,
    prepare() {
      const [features, kernel] = [numbers([32, 25_088], 1), numbers([25_088, 1], 2)];
      return () => [tf.matMul(features, kernel)];
    },
  },
};

const engine = z.enum(['wasm', 'native']).parse(process.argv[2]);
const kernel = z.enum(Object.keys(repairs) as RepairedKernel[]).parse(process.argv[3]);
await (engine === 'native' ? loadNative() : startBareWasm());
const compute = repairs[kernel].prepare();
let isRepaired = false;

await serve({}, async (request) => {
  const { repaired, calls } = requestSchema.parse(request);
  if (repaired && !isRepaired) repairs[kernel].repair();
  isRepaired ||= repaired;
  const times: number[] = [];
  for (let call = 0; call < calls; call++)
    times.push((await timed(async () => values(compute))).processorSeconds * 1000);
  return { ms: Math.min(...times) };
});

/** The kernel alone: what else the gradient of a network's pooling needs would hide what is measured. */
function maxPoolGradient(): () => tf.Tensor[] {
  const [input, dy] = [numbers([8, 62, 62, 32], 1), numbers([8, 31, 31, 32], 2)];
  const output = tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid');
  return () => [
    tf.engine().runKernel<tf.Tensor>('MaxPoolGrad', { input, output, dy }, { filterSize: 2, strides: 2, pad: 'valid' }),
  ];
}

function normalizationGradient(): () => tf.Tensor[] {
  const [mean, offset, scale] = [2, 3, 4].map((seed) => numbers([64], seed)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const inputs = [numbers([8, 32, 32, 64], 1), mean, tf.add(tf.square(numbers([64], 5)), 0.5), offset, scale];
  const gradients = tf.grads((x, m, v, o, s) =>
    tf.sum(
      tf.square(
        tf.batchNorm(x as tf.Tensor4D, m as tf.Tensor1D, v as tf.Tensor1D, o as tf.Tensor1D, s as tf.Tensor1D, 1e-3),
      ),
    ),
  );
  return () => gradients(inputs);
}

/** The gradients of a layer on top of stored features: of its kernel and its bias, which is all that a step wants. */
function denseStep(): () => tf.Tensor[] {
  const layer = tf.layers.dense({ units: 1 });
  layer.build([null, 25_088]);
  const features = numbers([32, 25_088], 1);
  const parameters = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const loss = () => tf.sum(tf.square(layer.apply(features, { training: true }) as tf.Tensor)) as tf.Scalar;
  return () => Object.values(tf.variableGrads(loss, parameters).grads);
}
