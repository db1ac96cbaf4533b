import { repairBatchNormalization } from './repairs/batchNormalization.ts';
import { repairBatchNormGradient } from './repairs/batchNormGradient.ts';
import { repairConv2dFilterGradient } from './repairs/conv2dFilterGradient.ts';
import { repairConv2dInputGradient } from './repairs/conv2dInputGradient.ts';
import { repairDense } from './repairs/dense.ts';
import { repairDepthwiseFilterGradient } from './repairs/depthwiseFilterGradient.ts';
import { repairDepthwiseInputGradient } from './repairs/depthwiseInputGradient.ts';
import { repairMatMulTransposed } from './repairs/matMulTransposed.ts';
import { repairMaxPoolGradient } from './repairs/maxPoolGradient.ts';
import { repairNativeConvolution } from './repairs/nativeConvolution.ts';
import { repairNativeMatMul } from './repairs/nativeMatMul.ts';
import { repairNativeMaxPoolGradient } from './repairs/nativeMaxPoolGradient.ts';
import { repairNativeReluGradient } from './repairs/nativeReluGradient.ts';
import { repairSumOfRows } from './repairs/sumOfRows.ts';

/**
 * Part of an engine's version. Counts up when what is amended gives other numbers than before, and be it in the last
 * bit.
 */
export const kernelsVersion = 1;

let wasmRepaired = false;
let nativeRepaired = false;

/** What is amended in TensorFlow.js's layers, whatever the engine. May be called again. */
export function repairLayers(): void {
  repairBatchNormalization();
  repairDense();
}

/** What is added to the WASM backend, and made quicker, so that whole networks train on it. May be called again. */
export function repairWasm(): void {
  if (wasmRepaired) return;
  wasmRepaired = true;
  repairConv2dFilterGradient();
  repairConv2dInputGradient();
  repairDepthwiseFilterGradient();
  repairDepthwiseInputGradient();
  repairMaxPoolGradient();
  repairMatMulTransposed();
  repairBatchNormGradient();
  repairSumOfRows();
}

/** What is made quicker of the native backend. `oneDnn`: its operations may be called for. May be called again. */
export function repairNative({ oneDnn }: { oneDnn: boolean }): void {
  if (nativeRepaired) return;
  nativeRepaired = true;
  repairNativeMatMul();
  repairNativeReluGradient();
  if (!oneDnn) return;
  repairNativeMaxPoolGradient();
  repairNativeConvolution();
}
