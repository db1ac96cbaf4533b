import type { Group } from 'h5wasm/node';
import type { ModelDescription } from './description.ts';
import { writeFloats, writeHdf5 } from './hdf5.ts';
import type { KerasLayer } from './kerasLayers.ts';
import { keras2Config } from './modelConfig.ts';

/**
 * Writes a whole model as an `.h5` file, which `load_model` of Keras 2 and 3 reads
 * (`keras/src/legacy/saving/legacy_h5_format.py`). The model is not compiled. The attribute `downstream` says how to
 * prepare images.
 */
export async function writeWholeH5(
  path: string,
  name: string,
  layers: readonly KerasLayer[],
  { facts }: ModelDescription,
): Promise<void> {
  await writeHdf5(path, (file) => {
    file.create_attribute('keras_version', '2.15.0');
    file.create_attribute('backend', 'tensorflow');
    file.create_attribute('model_config', JSON.stringify(keras2Config(name, layers)));
    file.create_attribute('downstream', JSON.stringify(facts));
    const root = file.create_group('model_weights');
    root.create_attribute('keras_version', '2.15.0');
    root.create_attribute('backend', 'tensorflow');
    writeNames(
      root,
      'layer_names',
      layers.map((layer) => layer.name),
    );
    for (const layer of layers) {
      const group = root.create_group(layer.name);
      const names = layer.weights.map((weight) => `${weight.name}:0`);
      writeNames(
        group,
        'weight_names',
        names.map((weight) => `${layer.name}/${weight}`),
      );
      if (names.length === 0) continue;
      const folder = group.create_group(layer.name);
      for (const [index, { shape, values }] of layer.weights.entries())
        writeFloats(folder, names[index]!, shape, values());
    }
  });
}

/** What Keras lets an attribute take of HDF5's 64 KiB for an object's header, in bytes. */
const largestAttribute = 64_512;

/** A list that is too long for one attribute is cut into parts: `name0`, `name1`, … */
function writeNames(group: Group, attribute: string, names: string[]): void {
  const perPart = Math.floor(largestAttribute / Math.max(1, ...names.map((name) => Buffer.byteLength(name))));
  if (names.length === 0) group.create_attribute(attribute, new Float64Array(0), [0]);
  else if (names.length <= perPart) group.create_attribute(attribute, names);
  else
    for (let part = 0; part * perPart < names.length; part++)
      group.create_attribute(`${attribute}${part}`, names.slice(part * perPart, (part + 1) * perPart));
}
