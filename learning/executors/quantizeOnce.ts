import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { writeWholeFile } from '#machine/wholeFile';
import type { Images } from '../data/examples.ts';
import { prefixIdentity } from '../network/prefixIdentity.ts';
import { chooseCalibration } from '../onnx/quantization/calibration.ts';
import { type QuantizedNetwork, quantizeNetwork } from '../onnx/quantization/quantizeNetwork.ts';
import { startOnnxRuntime, whileOnnxWorks } from '../onnx/runtime.ts';
import { computeOnce } from './computeOnce.ts';

/** Increase it when the same network and images are quantized differently than before. */
export const quantizationVersion = 2;

/** The number of graphs that are stored. A graph of a large network takes a hundred MB and more. */
const mostGraphs = 20;

/**
 * Quantizes a frozen prefix once for its weights and the calibration images on this machine, also if several runs ask
 * at the same time. The ONNX file and a JSON file with its facts are stored below the cache directory. A damaged graph
 * is made again; the least recently used ones are removed.
 */
export async function quantizeOnce(
  prefix: tf.LayersModel,
  images: Images,
  cacheDirectory: string,
  quantize = quantizeNetwork,
): Promise<QuantizedNetwork> {
  const { version: runtime } = await startOnnxRuntime();
  const { calibrated, checked } = chooseCalibration(images.labels);
  const identities = await Promise.all([...calibrated, ...checked].map(images.identityOf));
  const key = createHash('sha256')
    .update(JSON.stringify([quantizationVersion, runtime, prefixIdentity(prefix), images.origin, identities]))
    .digest('hex');
  const directory = join(cacheDirectory, 'int8');
  const path = join(directory, key.slice(0, 40));
  return computeOnce(
    path,
    {
      read: () => readGraph(path),
      async write(network) {
        await mkdir(directory, { recursive: true });
        await writeGraph(path, network);
        await removeOldGraphs(directory);
      },
    },
    () => whileOnnxWorks(() => quantize(prefix, images)),
  );
}

const factsSchema = z.strictObject({
  runtime: z.string(),
  hash: z.string(),
  distance: z.number().nonnegative().nullable(),
  quantized: z.int(),
  convolutions: z.int(),
});

async function writeGraph(path: string, { model, ...facts }: QuantizedNetwork): Promise<void> {
  await writeWholeFile(`${path}.onnx`, (file) => file.writeFile(model));
  // JSON has no NaN.
  const text = JSON.stringify({ ...facts, distance: Number.isFinite(facts.distance) ? facts.distance : null });
  await writeWholeFile(`${path}.json`, (file) => file.writeFile(text));
}

async function readGraph(path: string): Promise<QuantizedNetwork | undefined> {
  try {
    const { distance, ...facts } = factsSchema.parse(JSON.parse(await readFile(`${path}.json`, 'utf8')));
    const model = await readFile(`${path}.onnx`);
    if (createHash('sha256').update(model).digest('hex') !== facts.hash) return undefined;
    const now = new Date();
    await utimes(`${path}.onnx`, now, now).catch(() => {});
    return { model: Uint8Array.from(model), distance: distance ?? Number.NaN, ...facts };
  } catch {
    return undefined;
  }
}

async function removeOldGraphs(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.onnx'));
  const graphs = await Promise.all(
    names.map(async (name) => ({
      path: join(directory, basename(name, '.onnx')),
      usedAt: (await stat(join(directory, name))).mtimeMs,
    })),
  );
  graphs.sort((one, other) => other.usedAt - one.usedAt);
  for (const { path } of graphs.slice(mostGraphs))
    for (const ending of ['onnx', 'json']) await rm(`${path}.${ending}`, { force: true });
}
