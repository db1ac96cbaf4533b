import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { waitForLock } from '#machine/lock';
import { writeWholeFile } from '#machine/wholeFile';
import type { QuantizedNetwork } from '../onnx/quantization/quantizeNetwork.ts';

const factsSchema = z.strictObject({
  runtime: z.string(),
  hash: z.string(),
  distance: z.number().nonnegative().nullable(),
  quantized: z.int(),
  convolutions: z.int(),
});

/** Graphs that are kept: a hundred MB and more each of the larger networks. */
const mostKept = 20;

/**
 * What `quantize` answered when it was first asked under this key (a hash, in hex) on this machine, so that images go
 * through the network for it once, also where several runs ask together: the ONNX file, and beside it what is known of
 * it. What is damaged is made anew; what was not used for longest makes room.
 */
export async function keptQuantization(
  directory: string,
  key: string,
  quantize: () => Promise<QuantizedNetwork>,
): Promise<QuantizedNetwork> {
  const path = join(directory, key.slice(0, 40));
  const known = await readQuantization(path);
  if (known) return known;
  const lock = await waitForLock(path);
  try {
    // The process that held the lock before may have left it here.
    const left = await readQuantization(path);
    if (left) return left;
    const quantized = await quantize();
    await mkdir(directory, { recursive: true })
      .then(() => keep(path, quantized))
      .then(() => makeRoom(directory))
      // Where it cannot be kept it is still right.
      .catch(() => {});
    return quantized;
  } finally {
    await lock.release();
  }
}

async function keep(path: string, { model, ...facts }: QuantizedNetwork): Promise<void> {
  await writeWholeFile(`${path}.onnx`, (file) => file.writeFile(model));
  // NaN, which is as far as can be, has no JSON.
  const text = JSON.stringify({ ...facts, distance: Number.isFinite(facts.distance) ? facts.distance : null });
  await writeWholeFile(`${path}.json`, (file) => file.writeFile(text));
}

async function makeRoom(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.onnx'));
  const graphs = await Promise.all(
    names.map(async (name) => ({
      path: join(directory, basename(name, '.onnx')),
      usedAt: (await stat(join(directory, name))).mtimeMs,
    })),
  );
  graphs.sort((one, other) => other.usedAt - one.usedAt);
  for (const { path } of graphs.slice(mostKept))
    for (const ending of ['onnx', 'json']) await rm(`${path}.${ending}`, { force: true });
}

async function readQuantization(path: string): Promise<QuantizedNetwork | null> {
  try {
    const { distance, ...facts } = factsSchema.parse(JSON.parse(await readFile(`${path}.json`, 'utf8')));
    const model = await readFile(`${path}.onnx`);
    if (createHash('sha256').update(model).digest('hex') !== facts.hash) return null;
    const now = new Date();
    await utimes(`${path}.onnx`, now, now).catch(() => {});
    return { model: Uint8Array.from(model), distance: distance ?? Number.NaN, ...facts };
  } catch {
    return null;
  }
}
