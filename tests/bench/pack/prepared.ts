import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ourScript } from '../bench.ts';
import { openPhotos } from '../photos.ts';

/** Photos of the largest case, and those of the tiny runs, which choose an executor. */
const photos = [
  { first: 0, count: 644 },
  { first: 90_000, count: 6 },
];

/** Writes what the bench otherwise makes when it runs: its photos, and VGG19's random weights. */
export async function prepareImagesAndWeights(folder: string, say: (line: string) => void): Promise<void> {
  const directory = join(folder, 'photos');
  await mkdir(directory, { recursive: true });
  const pool = openPhotos(directory);
  for (const { first, count } of photos) {
    const name = `from-${first}`;
    await pool.folder(name, { train: count, validation: 0, test: 0 }, first);
    await rm(join(directory, name), { recursive: true });
  }
  say('Making the weights of VGG19');
  const { command, args } = ourScript('writeWeights.ts', ['VGG19', '224', join(folder, 'VGG19-224.h5')]);
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`expected the weights to be written, but the process ended with ${status}`);
}
