import type * as tf from '@tensorflow/tfjs';
import { File, ready } from 'h5wasm/node';
import { writeLayers } from '../../../learning/weights/legacyH5Writer.ts';

/**
 * Writes a model's weights in the layout of Keras's official files. With `namesInParts` the names of the layers are cut
 * in pieces; with `wholeModel` they lie where Keras's `model.save` puts them.
 */
export async function writeLegacyH5(
  path: string,
  model: tf.LayersModel,
  { namesInParts = false, wholeModel = false } = {},
): Promise<void> {
  await ready;
  const file = new File(path, 'w');
  writeLayers(wholeModel ? file.create_group('model_weights') : file, model.layers, namesInParts ? 1024 : undefined);
  file.close();
}
