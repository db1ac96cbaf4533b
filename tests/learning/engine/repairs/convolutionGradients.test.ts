import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  repairConv2dFilterGradient,
  repairDepthwiseFilterGradient,
} from '../../../../learning/engine/repairs/convolutionFilterGradients.ts';
import {
  repairConv2dInputGradient,
  repairDepthwiseInputGradient,
} from '../../../../learning/engine/repairs/convolutionInputGradients.ts';
import { kernels, numbers, onPlainJavaScript, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

type Pair = [rows: number, columns: number];

const strides: Pair[] = [
  [1, 1],
  [2, 2],
  [3, 1],
];
const filters: Pair[] = [
  [1, 1],
  [3, 3],
  [4, 2],
];
const cases = strides.flatMap((stride) =>
  (['same', 'valid'] as const).flatMap((pad) =>
    filters.flatMap((filter) => [8, 9].map((size) => ({ strides: stride, pad, filter, size }))),
  ),
);

type Case = (typeof cases)[number];

/** The gradients of the input and of the filter; squared, so that the output's own gradient is not all ones. */
function convolutionGradients({ strides, pad, filter, size }: Case): tf.Tensor[] {
  const x = numbers([2, size, size + 1, 3], 1);
  const w = numbers([...filter, 3, 5], 2);
  return tf.grads((a, b) => tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad))))([x, w]);
}

function depthwiseGradients({ strides, pad, filter, size }: Case, multiplier: number): tf.Tensor[] {
  const x = numbers([2, size, size + 1, 4], 1);
  const w = numbers([...filter, 4, multiplier], 2);
  return tf.grads((a, b) => tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad))))([
    x,
    w,
  ]);
}

beforeAll(startBareWasm);

describe('without the repairs', () => {
  it('no filter of a convolution has a gradient', () => {
    expect(() => values(() => convolutionGradients(cases[0]!))).toThrow('Conv2DBackpropFilter');
  });

  it('neither the input nor the filter of a depthwise convolution has a gradient', () => {
    expect(() => values(() => depthwiseGradients(cases[0]!, 1))).toThrow('DepthwiseConv2dNativeBackpropInput');
    repairDepthwiseInputGradient();
    expect(() => values(() => depthwiseGradients(cases[0]!, 1))).toThrow('DepthwiseConv2dNativeBackpropFilter');
  });
});

describe('with the repairs', () => {
  beforeAll(() => {
    repairConv2dFilterGradient();
    repairConv2dInputGradient();
    repairDepthwiseFilterGradient();
  });

  it.each(cases)(
    'a convolution has the plain-JavaScript gradients: strides $strides, $pad, filter $filter, $size pixels',
    async (given) => {
      const expected = await onPlainJavaScript(() => convolutionGradients(given));
      expect(
        relativeDifference(
          values(() => convolutionGradients(given)),
          expected,
        ),
      ).toBeLessThan(1e-5);
    },
  );

  it.each(cases)('a depthwise one, too: strides $strides, $pad, filter $filter, $size pixels', async (given) => {
    for (const multiplier of [1, 3]) {
      const expected = await onPlainJavaScript(() => depthwiseGradients(given, multiplier));
      expect(
        relativeDifference(
          values(() => depthwiseGradients(given, multiplier)),
          expected,
        ),
      ).toBeLessThan(1e-5);
    }
  });

  it("each of a convolution's gradients is itself one convolution", async () => {
    const names = (await kernels(() => convolutionGradients(cases[0]!))).map(({ name }) => name);
    const [forward, ...gradients] = names.filter((name) => name.startsWith('Conv2D'));
    expect(forward).toBe('Conv2D');
    expect(gradients).toEqual(['Conv2D', 'Conv2DBackpropInput', 'Conv2D', 'Conv2DBackpropFilter']);
  });

  it('nothing but the gradients is left in memory', () => {
    const tensors = tf.memory().numTensors;
    for (const given of cases.slice(0, 8)) {
      values(() => convolutionGradients(given));
      values(() => depthwiseGradients(given, 1));
    }
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
