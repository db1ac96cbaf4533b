import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import type { Provenance } from '#contracts/provenance';
import { describeMachine } from '#machine/describeMachine';
import { kernelsVersion, repairLayers, repairWasm } from './repairs.ts';

/**
 * Starts TensorFlow.js's WebAssembly backend, with repairs so that it trains whole networks. In Node it has one thread.
 */
export async function startWasm(): Promise<Provenance> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(main)}/`);
  repairLayers();
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js could not start its WASM backend');
  repairWasm();
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const engineVersion =
    `TensorFlow.js ${tf.version_core} (kernels ${kernelsVersion}), ` +
    `WASM ${version_wasm}${simd ? ' with SIMD' : ''}`;
  return { engine: 'wasm', engineVersion, ...describeMachine(), threads: 1 };
}
