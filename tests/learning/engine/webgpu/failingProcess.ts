import * as tf from '@tensorflow/tfjs';
import { startEngine } from '../../../../learning/engine/engine.ts';
import { engineFailure } from '../../../../learning/engine/engineFailed.ts';

/**
 * `node failingProcess.ts <how>`: the engine fails, and what a training then meets is printed as JSON. A process of its
 * own, because an engine that has failed does not come back.
 */
const { provenance } = await startEngine('webgpu');
const { device } = tf.backend() as unknown as { device: { destroy(): void } };
const before = tf.square(tf.tensor1d([1, 2, 3]));

switch (process.argv[2]) {
  case 'lost':
    await before.data();
    device.destroy();
    break;
  case 'too large':
    tf.fill([provenance.adapter!.limits.maxBufferSize / 4 + 1], 1);
    break;
  case 'refused': {
    const backend = tf.backend() as unknown as { runWebGPUProgram(program: object, inputs: [], type: string): void };
    const dispatch = [1, provenance.adapter!.limits.maxComputeWorkgroupsPerDimension + 1, 1];
    const program = { outputShape: [1], dispatch, dispatchLayout: { x: [0], y: [0] } };
    try {
      backend.runWebGPUProgram(program, [], 'float32');
    } catch {
      // A training ends here; what it would read is told below.
    }
  }
}
const told = (error: Error) => ({ name: error.name, message: error.message });
const [first, atOnce] = [await tf.square(before).data().catch(told), readAtOnce()];
console.log(JSON.stringify({ first, atOnce, failure: engineFailure()?.message }));

function readAtOnce() {
  try {
    return tf.square(before).dataSync();
  } catch (error) {
    return told(error as Error);
  }
}
