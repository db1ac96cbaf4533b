import * as tf from '@tensorflow/tfjs';
import type { EngineName } from '#contracts/provenance';
import { buildBackbone } from '../backbones/registry.ts';
import { checkOperations } from './checkOperations.ts';
import { startEngine } from './engine.ts';
import { measureSpeed } from './measureSpeed.ts';

/**
 * The process of a probe: `node probeProcess.ts <engine>`. It runs a forward pass of MobileNetV2, whose 1×1 and
 * depthwise convolutions crash a native library on some processors, and computes the gradients of the CNN. If both give
 * numbers, it prints the engine's provenance with its speed. On WebGPU, where each vendor's compiler translates the
 * kernels, every operation is compared first.
 */
const { name, provenance } = await startEngine(process.argv[2] as EngineName);
if (name === 'webgpu') await checkOperations();

const mobilenet = buildBackbone('MobileNetV2', { inputSize: 96, seed: 1 });
const features = mobilenet.predict(tf.randomUniform([2, 96, 96, 3], -1, 1, 'float32', 1)) as tf.Tensor;
requireNumbers('forward pass', features);

const cnn = buildBackbone('CNN', { inputSize: 46, seed: 1 });
const images = tf.randomUniform([2, 46, 46, 3], 0, 1, 'float32', 1);
const { grads } = tf.variableGrads(() => tf.sum(cnn.apply(images, { training: true }) as tf.Tensor) as tf.Scalar);
for (const gradient of Object.values(grads)) requireNumbers('gradient', gradient);

// A GPU that the processor plays takes minutes, and nobody asks how fast it is.
const speed = provenance.adapter?.software ? undefined : await measureSpeed();
// `tryInProcess` reads the last line.
console.log(JSON.stringify({ ...provenance, speed }));

function requireNumbers(name: string, tensor: tf.Tensor): void {
  const values = tensor.dataSync();
  if (!values.every(Number.isFinite) || values.every((value) => value === 0))
    throw new Error(`expected the ${name} to give numbers that are not all zero`);
}
