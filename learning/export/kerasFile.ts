import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ModelDescription } from './description.ts';
import { writeFloats, writeHdf5 } from './hdf5.ts';
import type { KerasLayer } from './kerasLayers.ts';
import { keras3Config, kerasVersion } from './modelConfig.ts';

/**
 * Writes a `.keras` file, which Keras 3's `load_model` reads (`keras/src/saving/saving_lib.py`). The model is not
 * compiled. `metadata.json` and a README in the zip say how to prepare images.
 */
export async function writeKerasFile(
  path: string,
  name: string,
  layers: readonly KerasLayer[],
  { readme, facts }: ModelDescription,
): Promise<void> {
  const weights = `${path}.weights.h5`;
  try {
    await writeKeras3Weights(weights, layers);
    const zip = new ZipFile();
    const add = (member: string, text: string) => zip.addBuffer(Buffer.from(text), member, { compress: false });
    const savedAt = new Date().toISOString().replace('T', '@').slice(0, 19);
    add('metadata.json', JSON.stringify({ keras_version: kerasVersion, date_saved: savedAt, downstream: facts }));
    add('config.json', JSON.stringify(keras3Config(name, layers)));
    add('README.md', readme);
    zip.addFile(weights, 'model.weights.h5', { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
  } finally {
    await rm(weights, { force: true });
  }
}

/** Keras 3 does not use the layers' names here. It numbers the layers of each class. */
async function writeKeras3Weights(path: string, layers: readonly KerasLayer[]): Promise<void> {
  await writeHdf5(path, (file) => {
    const root = file.create_group('layers');
    const counts = new Map<string, number>();
    for (const { className, name, weights, config } of layers) {
      const kind = snakeCase(className);
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const group = root.create_group(count === 0 ? kind : `${kind}_${count}`);
      if (className === 'Dropout') {
        // The state of its generator: the seed and how often it has drawn.
        const state = group.create_group('seed_generator').create_group('vars');
        state.create_dataset({ name: '0', data: Uint32Array.of(config.seed as number, 0), shape: [2], dtype: '<I' });
      }
      if (weights.length === 0) continue;
      const variables = group.create_group('vars');
      variables.create_attribute('name', name);
      for (const [index, { shape, values }] of weights.entries())
        writeFloats(variables, String(index), shape, values());
    }
  });
}

/** `keras/src/utils/naming.py`: BatchNormalization → batch_normalization, Conv2D → conv2d, ReLU → re_lu. */
function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
