import { type Dataset, File, type Group, ready } from 'h5wasm/node';
import type { SavedLayer } from './modelWeights.ts';

/**
 * Reads a weight file in the layout that Keras's official ones have (`keras/src/legacy/saving/legacy_h5_format.py`):
 * the attribute `layer_names` lists the layers' groups, each group's `weight_names` its tensors, both in the model's
 * order. Throws when the file at `path` has another layout.
 */
export async function readLegacyH5(path: string): Promise<SavedLayer[]> {
  const hdf5 = await ready;
  // Without it HDF5 prints a page about what it cannot read, and continues.
  hdf5.activate_throwing_error_handler();
  try {
    const file = openFile(path);
    try {
      return readLayers(file);
    } catch (cause) {
      throw isHdf5s(cause) ? new Error('it is damaged', { cause }) : cause;
    } finally {
      file.close();
    }
  } finally {
    hdf5.deactivate_throwing_error_handler();
  }
}

/** True for an error of HDF5, false for one of this file. */
function isHdf5s(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || String(error).includes('HDF5-DIAG');
}

function openFile(path: string): File {
  try {
    return new File(path, 'r');
  } catch (cause) {
    throw new Error('it is no whole HDF5 file', { cause });
  }
}

function readLayers(file: File): SavedLayer[] {
  // A whole model's file has its weights one level down.
  const weights =
    (file.attrs.layer_names ?? file.attrs.layer_names0) ? file : ((file.get('model_weights') as Group | null) ?? file);
  // What the files of Keras 3 have at their top.
  if (weights === file && file.keys().includes('vars'))
    throw new Error('it has the layout of Keras 3\'s save_weights; model.save("model.h5") writes the legacy one');
  return stringList(weights, 'layer_names').map((name) => {
    const group = weights.get(name) as Group | null;
    if (group === null) throw new Error(`its layer_names has ${name}, and there is no such group`);
    return { name, tensors: stringList(group, 'weight_names').map((weight) => readTensor(group, weight)) };
  });
}

/** Bytes that are read at once. HDF5's memory never shrinks: it holds one piece of this size, not VGG's 411 MB. */
const pieceBytes = 2 ** 24;

function readTensor(group: Group, name: string): SavedLayer['tensors'][number] {
  const dataset = group.get(name) as Dataset | null;
  const shape = dataset?.shape;
  if (!dataset || !shape || dataset.dtype !== '<f')
    throw new Error(`expected a float32 tensor at ${group.path}/${name}, received ${dataset?.dtype ?? 'nothing'}`);
  if (shape.length === 0) return { name, shape, values: Float32Array.of(dataset.value as number) };
  const [rows = 1, ...row] = shape;
  const rowSize = row.reduce((size, side) => size * side, 1);
  const values = new Float32Array(rows * rowSize);
  const piece = Math.max(1, Math.floor(pieceBytes / (rowSize * Float32Array.BYTES_PER_ELEMENT)));
  for (let from = 0; from < rows; from += piece) {
    values.set(dataset.slice([[from, Math.min(from + piece, rows)]]) as Float32Array, from * rowSize);
  }
  return { name, shape, values };
}

/** An attribute that lists names; one too long for HDF5's 64 KiB is cut into `name0`, `name1`, … */
function stringList(group: Group, attribute: string): string[] {
  const { attrs } = group;
  const whole = attrs[attribute];
  if (whole !== undefined) {
    if (Array.isArray(whole.value) || ArrayBuffer.isView(whole.value)) return [...(whole.value as string[])];
    throw new Error(`expected a list of names in the attribute ${attribute} on ${group.path}, received ${whole.value}`);
  }
  const names: string[] = [];
  for (let part = attrs[`${attribute}0`], next = 1; part !== undefined; part = attrs[`${attribute}${next++}`])
    names.push(...(part.value as string[]));
  if (names.length === 0)
    throw new Error(
      `expected the attribute ${attribute} on ${group.path}, found ${Object.keys(attrs).join(', ') || 'none'}`,
    );
  return names;
}
