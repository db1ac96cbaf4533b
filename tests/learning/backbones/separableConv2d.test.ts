import { expect, test } from 'vitest';
import { kernelInitializers } from '../../../learning/backbones/initializers.ts';
import { separableConv2d } from '../../../learning/backbones/separableConv2d.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

await startPlainJavaScript();

test('The two kernels of a separable convolution share no random numbers', () => {
  const layer = separableConv2d(
    { name: 'separable', filters: 9, kernelSize: 3, padding: 'same' },
    kernelInitializers(1).glorotUniform,
  );
  layer.build([null, 8, 8, 4]);
  // Both of 36 numbers and, rows × columns × channels being 9 × 4 and 4 × 9, of the same range but for its width.
  const [depthwise, pointwise] = layer.getWeights().map((weight) => Array.from(weight.dataSync())) as [
    number[],
    number[],
  ];
  const ratios = depthwise.map((value, index) => value / (pointwise[index] as number));
  expect(Math.max(...ratios) - Math.min(...ratios)).toBeGreaterThan(1);
});
