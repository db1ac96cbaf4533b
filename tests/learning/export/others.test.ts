import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backbones } from '#contracts/backbones';
import type { RecipeInput } from '#contracts/recipe';
import { startEngine } from '../../../learning/engine/engine.ts';
import { exportModel } from '../../../learning/export/exportModel.ts';
import { testedNetworks } from '../../setup/networks.ts';
import { images } from '../backbones/formula.ts';
import { answersOf, trainedNetwork } from './trainedNetwork.ts';

let folder: string;
let files: Server;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  files = createServer(async (request, response) => {
    const bytes = await readFile(join(folder, normalize(request.url!))).catch(() => null);
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });
  // This process computes for seconds without looking at its sockets: an idle one must not be closed meanwhile.
  files.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  files.close();
  await rm(folder, { recursive: true });
});

const head: RecipeInput['head'] = {
  pooling: 'max',
  dense: [
    { units: 8, activation: 'tanh', dropout: 0.3, l2: 0.01 },
    { units: 4, activation: 'sigmoid' },
  ],
  dropout: 0.2,
};

const networks: [string, RecipeInput, number][] = [
  ...testedNetworks.map((name): [string, RecipeInput, number] => [
    name,
    { backbone: name, inputSize: backbones[name].smallestInput + 1, freeze: 'none' },
    3,
  ]),
  ['MobileNetV2 with a head of its own', { backbone: 'MobileNetV2', inputSize: 32, head }, 2],
  ['CNN with a flattened head', { backbone: 'CNN', inputSize: 46, head: { ...head, pooling: 'flatten' } }, 2],
];

test.for(networks)(
  '%s, exported, answers the same on ONNX Runtime and in TensorFlow.js',
  async ([name, recipe, classes]) => {
    const saved = trainedNetwork(recipe, classes);
    const { inputSize } = saved.recipe;
    const ours = answersOf(saved);
    const input = images(inputSize);

    await exportModel(saved, 'onnx', join(folder, 'model.onnx'));
    const session = await InferenceSession.create(join(folder, 'model.onnx'));
    const { [session.outputNames[0]!]: onnx } = await session.run({
      [session.inputNames[0]!]: new Tensor('float32', input.dataSync<'float32'>(), input.shape),
    });
    await session.release();
    expectClose([...(onnx!.data as Float32Array)], ours);

    await exportModel(saved, 'tfjs', join(folder, 'tfjs'));
    const { port } = files.address() as { port: number };
    const network = await tf.loadLayersModel(`http://127.0.0.1:${port}/tfjs/model.json`);
    const answers = network.predict(input) as tf.Tensor;
    expectClose([...answers.dataSync()], ours);
    expect(network.getUserDefinedMetadata()).toMatchObject({ classNames: saved.classNames, inputSize });

    expect(Math.abs(ours[0]! - ours[ours.length / 2]!), name).toBeGreaterThan(1e-4);
    tf.dispose([input, answers]);
    tf.disposeVariables();
  },
);

function expectClose(received: number[], expected: number[]): void {
  expect(received).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(Math.abs(received[index]! - value)).toBeLessThan(1e-5);
}
