import * as tf from '@tensorflow/tfjs';
import type { EngineName } from '#contracts/provenance';
import { buildBackbone } from '../backbones/registry.ts';
import { startEngine } from './engine.ts';
import { measureSpeed } from './measureSpeed.ts';

/**
 * What a probe runs, in a process of its own: `node probeProcess.ts <engine>`. A forward pass of MobileNetV2 (whose 1×1
 * and depthwise convolutions are what kills a native library on some processors) and a training step of the CNN; prints
 * the engine's provenance with its speed and exits with 0 when both give numbers.
 */
const { provenance } = await startEngine(process.argv[2] as EngineName);

const mobilenet = buildBackbone('MobileNetV2', { inputSize: 96, seed: 1 });
const features = mobilenet.predict(tf.randomUniform([2, 96, 96, 3], -1, 1, 'float32', 1)) as tf.Tensor;
requireNumbers('forward pass', features);

const cnn = buildBackbone('CNN', { inputSize: 46, seed: 1 });
const images = tf.randomUniform([2, 46, 46, 3], 0, 1, 'float32', 1);
const { grads } = tf.variableGrads(() => tf.sum(cnn.apply(images, { training: true }) as tf.Tensor) as tf.Scalar);
for (const gradient of Object.values(grads)) requireNumbers('gradient', gradient);

// The last line is for whoever asked.
console.log(JSON.stringify({ ...provenance, speed: await measureSpeed() }));

function requireNumbers(what: string, tensor: tf.Tensor): void {
  const values = tensor.dataSync();
  if (!values.every(Number.isFinite) || values.every((value) => value === 0))
    throw new Error(`expected the ${what} to give numbers that are not all zero`);
}
