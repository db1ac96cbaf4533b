import type * as tf from '@tensorflow/tfjs';
import { File, type Group, ready } from 'h5wasm/node';

/**
 * Writes a model's weights in the layout of Keras's official files. With `namesInParts` the names of the layers are cut in pieces; with
 * `wholeModel` they lie where Keras's `model.save` puts them.
 */
export async function writeLegacyH5(path: string, model: tf.LayersModel, { namesInParts = false, wholeModel = false } = {}): Promise<void> {
  await ready;
  const file = new File(path, 'w');
  const root: Group = wholeModel ? file.create_group('model_weights') : file;
  const names = model.layers.map((layer) => layer.name);
  if (namesInParts)
    for (const [part, start] of [0, 50, 100].entries())
      root.create_attribute(`layer_names${part}`, names.slice(start, part === 2 ? undefined : start + 50));
  else root.create_attribute('layer_names', names);
  for (const layer of model.layers) writeLayer(root.create_group(layer.name), layer);
  file.close();
}

function writeLayer(group: Group, layer: tf.layers.Layer): void {
  // Keras's own names lie one level deeper: Conv1/Conv1/kernel:0.
  const folder = group.create_group(layer.name);
  const names = layer.weights.map((weight) => `${weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1)}:0`);
  // A list without members has no type of its own in HDF5; Keras writes one of numbers, too.
  group.create_attribute('weight_names', names.length > 0 ? names.map((name) => `${layer.name}/${name}`) : new Float64Array(0), [
    names.length,
  ]);
  for (const [index, weight] of layer.weights.entries()) {
    const values = weight.read();
    folder.create_dataset({ name: names[index]!, data: values.dataSync<'float32'>(), shape: values.shape, dtype: '<f' });
  }
}
