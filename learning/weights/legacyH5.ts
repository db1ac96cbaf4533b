import type { File, Group } from 'h5wasm/node';
import { namesAttribute, openTensor, textAttribute } from './hdf5.ts';
import { parseModelConfig } from './modelConfig.ts';
import { inOrder, layersByName, type SavedLayer, type SavedNetwork, sortedLike } from './savedNetwork.ts';

/**
 * The networks in a file of the layout that Keras's official ones have, and all `.h5` files of Keras 1 and 2 and whole
 * models of Keras 3 (`keras/src/legacy/saving/legacy_h5_format.py`): the attribute `layer_names` lists the layers'
 * groups, each group's `weight_names` its tensors, both in the model's order.
 *
 * A model in a model is one such group with all tensors of its layers, the trainable ones first. In a whole model's
 * file the configuration tells the order of its layers. Without that it is a network of its own, of unknown order.
 * Throws an Error where the file has another layout.
 */
export function legacyNetworks(file: File): SavedNetwork[] {
  // A whole model's file has its weights one level down.
  const weights = hasLayerNames(file) ? file : ((file.get('model_weights') as Group | null) ?? file);
  const config = parseModelConfig(textAttribute(file, 'model_config'));
  const layers: SavedLayer[] = [];
  const nested: SavedNetwork[] = [];
  for (const name of namesAttribute(weights, 'layer_names')) {
    const group = weights.get(name) as Group | null;
    if (group === null) throw new Error(`its layer_names has ${name}, and there is no such group`);
    const tensors = namesAttribute(group, 'weight_names').map((weight) => openTensor(group, weight, weight));
    const inside = layersByName(tensors, name);
    if (inside.length <= 1) layers.push({ name, tensors });
    else {
      const sorted = sortedLike(
        inside,
        config?.layers?.find((layer) => layer.name === name),
      );
      if (sorted) layers.push(...sorted);
      else nested.push({ order: 'unknown', layers: inside });
    }
  }
  return [inOrder(layers), ...nested];
}

function hasLayerNames({ attrs }: Group): boolean {
  return (attrs.layer_names ?? attrs.layer_names0) !== undefined;
}
