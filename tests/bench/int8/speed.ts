import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import { type ApplicationName, applicationNames } from '#contracts/backbones';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import type { Examples } from '../../../worker/data/examples.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { openOnnxExecutor, openOnnxModel } from '../../../worker/onnx/onnxExecutor.ts';
import { quantizeNetwork } from '../../../worker/onnx/quantization/quantizeNetwork.ts';

/**
 * Frozen features in a second, our int8 and float32 beside Keras's float32 at its best batch size and oneDNN setting:
 * `node tests/bench/int8/speed.ts <python with Keras> <network …>`. All take turns, medians of five; a line of JSON a network. The
 * weights are random ones, as speed does not depend on them; `distance` does.
 */
const rounds = 5;
const count = 16;
const batchSizes = [1, 8, 16, 32];
const size = 224;

const [python, ...names] = process.argv.slice(2);
if (!python || names.length === 0) throw new Error('expected a Python interpreter that has Keras, and names of networks');
await startEngine('wasm');
for (const name of names) {
  if (!applicationNames.includes(name as ApplicationName)) throw new Error(`expected names of networks, received ${name}`);
  console.log(JSON.stringify(await measure(name as ApplicationName)));
}

async function measure(name: ApplicationName) {
  const network = buildBackbone(name, { inputSize: size, seed: 1, pooling: 'avg' });
  const images = patterns();
  const pixels = await images.read(Array.from({ length: count }, (_, index) => index));
  const { model, distance, quantized, convolutions } = await quantizeNetwork(network, images);
  const executors = { int8: await openOnnxModel(model, network), float32: await openOnnxExecutor(network) };
  const ours = (executor: typeof executors.int8) => async () => {
    const began = performance.now();
    const pixelsOfBatch = executor.batch * size ** 2 * 3;
    for (let at = 0; at < pixels.length; at += pixelsOfBatch) await executor.run(pixels.subarray(at, at + pixelsOfBatch), executor.batch);
    return (count / (performance.now() - began)) * 1000;
  };
  const kerases = [startKeras(name, '0'), startKeras(name, '1')];
  try {
    let best = { speed: 0, ask: async () => 0, setting: '' };
    for (const keras of kerases)
      for (const batch of batchSizes) {
        const speed = await keras.ask(batch);
        if (speed > best.speed) best = { speed, ask: () => keras.ask(batch), setting: `batch ${batch}, oneDNN ${keras.oneDnn}` };
      }
    const turns = { int8: ours(executors.int8), float32: ours(executors.float32), keras: best.ask };
    const seen: Record<keyof typeof turns, number[]> = { int8: [], float32: [], keras: [] };
    for (let round = 0; round < rounds; round++)
      for (const who of Object.keys(turns) as (keyof typeof turns)[]) seen[who].push(await turns[who]());
    const [int8, float32, keras] = [median(seen.int8), median(seen.float32), median(seen.keras)];
    return { name, int8, float32, keras, kerasAt: best.setting, overKeras: int8 / keras, distance, quantized, convolutions };
  } finally {
    for (const keras of kerases) keras.end();
    await Promise.all(Object.values(executors).map((executor) => executor.dispose()));
    tf.disposeVariables();
  }
}

function startKeras(name: ApplicationName, oneDnn: '0' | '1') {
  const script = new URL('./kerasSpeed.py', import.meta.url).pathname;
  const env = { ...process.env, TF_ENABLE_ONEDNN_OPTS: oneDnn, TF_CPP_MIN_LOG_LEVEL: '3' };
  const child = spawn(python!, [script, name], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    oneDnn,
    async ask(batch: number): Promise<number> {
      child.stdin.write(`${batch}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`expected Keras to answer for ${name}, but it ended`);
      return Number(value);
    },
    end: () => void child.stdin.end(),
  };
}

/** Waves of random frequency and colour. */
function patterns(): Examples {
  const random = tf.tidy(() => tf.randomUniform([count * 4], 0, 1, 'float32', 1).dataSync());
  return {
    shape: [size, size, 3],
    labels: Int32Array.from({ length: count }, (_, index) => index % 2),
    async read(indices) {
      const values = new Float32Array(indices.length * size ** 2 * 3);
      let at = 0;
      for (const image of Array.from(indices))
        for (let row = 0; row < size; row++)
          for (let column = 0; column < size; column++)
            for (let channel = 0; channel < 3; channel++) {
              const [a, b, c, d] = [0, 1, 2, 3].map((n) => random[image * 4 + n]!) as [number, number, number, number];
              values[at++] = Math.sin(a * row * 0.3 + channel * c * 3) * Math.cos(b * column * 0.3 + d * 6);
            }
      return values;
    },
  };
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
