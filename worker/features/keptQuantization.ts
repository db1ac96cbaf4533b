import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from '#prisma/wholeFile';
import type { QuantizedNetwork } from '../onnx/quantization/quantizeNetwork.ts';

const factsSchema = z.strictObject({
  runtime: z.string(),
  hash: z.string(),
  distance: z.number().nonnegative().nullable(),
  quantized: z.int(),
  convolutions: z.int(),
});

/**
 * What `quantize` answered when it was first asked under this key (a hash, in hex) on this machine, so that images go through the network for
 * it once: the ONNX file, and beside it what is known of it. What is damaged is made anew.
 */
export async function keptQuantization(
  directory: string,
  key: string,
  quantize: () => Promise<QuantizedNetwork>,
): Promise<QuantizedNetwork> {
  const path = join(directory, key.slice(0, 40));
  const known = await readQuantization(path);
  if (known) return known;
  const quantized = await quantize();
  await mkdir(directory, { recursive: true })
    .then(() => keep(path, quantized))
    // Where it cannot be kept it is still right.
    .catch(() => {});
  return quantized;
}

async function keep(path: string, { model, ...facts }: QuantizedNetwork): Promise<void> {
  await writeWholeFile(`${path}.onnx`, (file) => file.writeFile(model));
  // NaN, which is as far as can be, has no JSON.
  const text = JSON.stringify({ ...facts, distance: Number.isFinite(facts.distance) ? facts.distance : null });
  await writeWholeFile(`${path}.json`, (file) => file.writeFile(text));
}

async function readQuantization(path: string): Promise<QuantizedNetwork | null> {
  try {
    const { distance, ...facts } = factsSchema.parse(JSON.parse(await readFile(`${path}.json`, 'utf8')));
    const model = await readFile(`${path}.onnx`);
    if (createHash('sha256').update(model).digest('hex') !== facts.hash) return null;
    return { model: Uint8Array.from(model), distance: distance ?? Number.NaN, ...facts };
  } catch {
    return null;
  }
}
