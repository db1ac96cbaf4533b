import type * as tf from '@tensorflow/tfjs';
import { File, type Group, ready } from 'h5wasm/node';

/**
 * Writes a model's weights as a file that Keras's `load_weights` reads, in the layout of its official ones
 * (`keras/src/legacy/saving/legacy_h5_format.py`). The same weights give the same bytes. Throws when the file cannot
 * be written to its end.
 */
export async function writeLegacyH5(path: string, model: tf.LayersModel): Promise<void> {
  const hdf5 = await ready;
  // Without it HDF5 prints a page about what it cannot write, and continues.
  hdf5.activate_throwing_error_handler();
  try {
    withoutTime(() => {
      const file = new File(path, 'w');
      writeLayers(file, model.layers);
      file.close();
    });
  } catch (cause) {
    throw new Error(`expected ${path} to take the weights of ${model.name}, but HDF5 could not write them`, { cause });
  } finally {
    hdf5.deactivate_throwing_error_handler();
  }
}

/** What Keras lets an attribute take of HDF5's 64 KiB for an object's header, in bytes. */
const largestAttribute = 64_512;

/** Writes layers below `root`, in their order. */
export function writeLayers(root: Group, layers: tf.layers.Layer[], attributeLimit = largestAttribute): void {
  const names = layers.map((layer) => layer.name);
  writeNames(root, 'layer_names', names, attributeLimit);
  for (const layer of layers) writeLayer(root.create_group(layer.name), layer, attributeLimit);
}

function writeLayer(group: Group, layer: tf.layers.Layer, attributeLimit: number): void {
  const names = layer.weights.map(
    (weight) => `${weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1)}:0`,
  );
  const paths = names.map((name) => `${layer.name}/${name}`);
  writeNames(group, 'weight_names', paths, attributeLimit);
  if (names.length === 0) return;
  // Keras's own names lie one level deeper: Conv1/Conv1/kernel:0.
  const folder = group.create_group(layer.name);
  for (const [index, weight] of layer.weights.entries()) {
    const values = weight.read();
    folder.create_dataset({
      name: names[index]!,
      data: values.dataSync<'float32'>(),
      shape: values.shape,
      dtype: '<f',
    });
  }
}

/** A list that is too long for one attribute is cut into parts: `name0`, `name1`, … */
function writeNames(group: Group, attribute: string, names: string[], limit: number): void {
  const width = Math.max(0, ...names.map((name) => Buffer.byteLength(name)));
  const perPart = Math.max(1, Math.floor(limit / width));
  // An empty list has no type of its own in HDF5. Keras writes one of numbers, too.
  if (names.length === 0) group.create_attribute(attribute, new Float64Array(0), [0]);
  else if (names.length <= perPart) group.create_attribute(attribute, names);
  else
    for (let part = 0; part * perPart < names.length; part++)
      group.create_attribute(`${attribute}${part}`, names.slice(part * perPart, (part + 1) * perPart));
}

/** HDF5 notes when each object was made, and this library has no option against it: the clock stands still for it. */
function withoutTime(write: () => void): void {
  const { now } = Date;
  Date.now = () => 0;
  try {
    write();
  } finally {
    Date.now = now;
  }
}
