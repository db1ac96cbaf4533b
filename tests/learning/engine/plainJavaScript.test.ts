import * as tf from '@tensorflow/tfjs';
import { expect, test, vi } from 'vitest';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

test('the plain-JavaScript backend computes, and recommends no other', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await startPlainJavaScript();
  expect(Array.from(tf.tensor1d([1, 2]).square().dataSync())).toEqual([1, 4]);
  expect(warn).not.toHaveBeenCalled();
});
