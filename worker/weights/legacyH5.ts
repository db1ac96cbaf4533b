import { type Dataset, File, type Group, ready } from 'h5wasm/node';
import type { SavedLayer } from './savedLayer.ts';

/**
 * Reads a weight file in the layout that Keras's official ones have (`keras/src/legacy/saving/legacy_h5_format.py`): the attribute
 * `layer_names` lists the layers' groups, each group's `weight_names` its tensors, both in the model's order. Throws where the file at
 * `path` is none such.
 */
export async function readLegacyH5(path: string): Promise<SavedLayer[]> {
  await ready;
  const file = new File(path, 'r');
  try {
    if (file.file_id < 0n) throw new Error('it is no whole HDF5 file');
    // A whole model's file has its weights one level down.
    const weights = (file.attrs.layer_names ?? file.attrs.layer_names0) ? file : ((file.get('model_weights') as Group | null) ?? file);
    return stringList(weights, 'layer_names').map((name) => {
      const group = weights.get(name) as Group | null;
      if (group === null) throw new Error(`its layer_names has ${name}, and there is no such group`);
      return { name, tensors: stringList(group, 'weight_names').map((weight) => readTensor(group, weight)) };
    });
  } finally {
    file.close();
  }
}

function readTensor(group: Group, name: string): SavedLayer['tensors'][number] {
  const dataset = group.get(name) as Dataset | null;
  const values = dataset?.value;
  if (!(values instanceof Float32Array)) throw new Error(`expected a float32 tensor at ${group.path}/${name}, received ${dataset?.dtype}`);
  return { name, shape: dataset?.shape ?? [], values };
}

/** An attribute that lists names; one too long for HDF5's 64 KiB is cut into `name0`, `name1`, … */
function stringList(group: Group, attribute: string): string[] {
  const { attrs } = group;
  const whole = attrs[attribute];
  if (whole !== undefined) return whole.value as string[];
  const names: string[] = [];
  for (let part = attrs[`${attribute}0`], next = 1; part !== undefined; part = attrs[`${attribute}${next++}`])
    names.push(...(part.value as string[]));
  if (names.length === 0)
    throw new Error(`expected the attribute ${attribute} on ${group.path}, found ${Object.keys(attrs).join(', ') || 'none'}`);
  return names;
}
