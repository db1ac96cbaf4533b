import { repairBatchNormalization } from './repairs/batchNormalization.ts';
import { repairBatchNormGradient } from './repairs/batchNormGradient.ts';
import { repairConv2dFilterGradient, repairDepthwiseFilterGradient } from './repairs/convolutionFilterGradients.ts';
import { repairConv2dInputGradient, repairDepthwiseInputGradient } from './repairs/convolutionInputGradients.ts';
import { repairDense } from './repairs/dense.ts';
import { repairMatMulTransposed } from './repairs/matMulTransposed.ts';
import { repairMaxPoolGradient } from './repairs/maxPoolGradient.ts';
import { repairNativeConvolution } from './repairs/nativeConvolution.ts';
import { repairNativeMatMul } from './repairs/nativeMatMul.ts';
import { repairNativeMaxPoolGradient } from './repairs/nativeMaxPoolGradient.ts';
import { repairNativeReluGradient } from './repairs/nativeReluGradient.ts';
import { repairSumOfRows } from './repairs/sumOfRows.ts';
import { repairWebgpuMaxPoolGradient } from './repairs/webgpuMaxPoolGradient.ts';

/** Part of an engine's version. Increase it when a repair changes any number, even in the last bit. */
export const kernelsVersion = 1;

let wasmRepaired = false;
let nativeRepaired = false;
let webgpuRepaired = false;

/** Repairs TensorFlow.js's layers for every engine. Further calls do nothing. */
export function repairLayers(): void {
  repairBatchNormalization();
  repairDense();
}

/** Adds the kernels that the WASM backend lacks for training, and replaces slow ones. Further calls do nothing. */
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

/** Replaces what the WebGPU backend computes wrong or slowly. Further calls do nothing. */
export function repairWebgpu(): void {
  if (webgpuRepaired) return;
  webgpuRepaired = true;
  repairWebgpuMaxPoolGradient();
  // It is every backend's once WASM has started, and would differ in the last bits before.
  repairBatchNormGradient();
}

/** Replaces slow kernels of the native backend; with oneDNN's operations if `oneDnn`. Further calls do nothing. */
export function repairNative({ oneDnn }: { oneDnn: boolean }): void {
  if (nativeRepaired) return;
  nativeRepaired = true;
  repairNativeMatMul();
  repairNativeReluGradient();
  if (!oneDnn) return;
  repairNativeMaxPoolGradient();
  repairNativeConvolution();
}
