import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { unzipSync } from 'fflate';

interface ModelJson {
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
  userDefinedMetadata: { classNames: string[] };
}

/**
 * Loads a run's TensorFlow.js export, zipped, into this thread: on WebGPU where the browser has it, else on WASM.
 * `predict` takes one preprocessed picture, [size, size, 3], and answers one number a class.
 */
export async function loadModel(zip: ArrayBuffer) {
  const backend = await startBackend();
  const files = unzipSync(new Uint8Array(zip));
  const read = (path: string) => {
    const file = files[path];
    if (!file) throw new Error(`expected ${path} in the export`);
    return file;
  };
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(
    new TextDecoder().decode(read('model.json')),
  ) as ModelJson;
  const shards = weightsManifest.flatMap(({ paths }) => paths.map(read));
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: joined(shards),
    }),
  });
  const { classNames } = userDefinedMetadata;
  return {
    backend,
    classNames,
    async predict(values: Float32Array, size: number): Promise<number[]> {
      const output = tf.tidy(() => model.predict(tf.tensor(values, [1, size, size, 3])) as tf.Tensor);
      const shares = [...(await output.data<'float32'>())];
      output.dispose();
      return classNames.length === 2 ? [1 - shares[0]!, shares[0]!] : shares;
    },
  };
}

/** WebGPU computes in float32 as WASM does, and is many times as quick on a machine that has a graphics card. */
async function startBackend(): Promise<'webgpu' | 'wasm'> {
  if (await hasGraphicsCard()) {
    try {
      await import('@tensorflow/tfjs-backend-webgpu');
      if (await tf.setBackend('webgpu')) return 'webgpu';
    } catch {
      // A browser that offers it and cannot: WASM can.
    }
  }
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmFile('plain'),
    'tfjs-backend-wasm-simd.wasm': wasmFile('simd'),
    'tfjs-backend-wasm-threaded-simd.wasm': wasmFile('simd'),
  });
  if (!(await tf.setBackend('wasm'))) throw new Error('expected a browser that runs WebAssembly');
  return 'wasm';
}

function wasmFile(kind: 'plain' | 'simd'): string {
  const url =
    kind === 'simd'
      ? new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url)
      : new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
  return url.href;
}

async function hasGraphicsCard(): Promise<boolean> {
  const gpu = (navigator as { gpu?: { requestAdapter(): Promise<object | null> } }).gpu;
  return gpu !== undefined && (await gpu.requestAdapter().catch(() => null)) !== null;
}

function joined(parts: Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}
