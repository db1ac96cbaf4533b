import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { startEngine } from '../../learning/engine/engine.ts';
import { fill } from '../learning/backbones/formula.ts';
import { type FileHost, startFileHost } from '../learning/weights/fileHost.ts';
import { writeLegacyH5 } from '../learning/weights/legacyFile.ts';

/** Serves weights of MobileNetV2 at 96 pixels, made by a formula, whatever file is asked for. */
export async function startWeightsHost(): Promise<FileHost> {
  await startEngine('wasm');
  const official = buildBackbone('MobileNetV2', { inputSize: 96, seed: null });
  fill(official, 0.85);
  const folder = await mkdtemp(join(tmpdir(), 'downstream-weights-'));
  await writeLegacyH5(join(folder, 'official.h5'), official);
  const file = await readFile(join(folder, 'official.h5'));
  await rm(folder, { recursive: true });
  return startFileHost((_, response) => response.setHeader('content-length', file.length).end(file));
}
