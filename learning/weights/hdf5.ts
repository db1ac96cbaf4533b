import { type Dataset, File, type Group, ready } from 'h5wasm/node';
import type { SavedTensor } from './savedNetwork.ts';

/**
 * Opens an HDF5 file for as long as `read` works with it. Throws what `read` throws, and an Error that says in a few
 * words why the file cannot be read.
 */
export async function readHdf5<Result>(path: string, read: (file: File) => Result): Promise<Result> {
  const hdf5 = await ready;
  // Without it HDF5 prints a page about what it cannot read, and continues.
  hdf5.activate_throwing_error_handler();
  try {
    const file = openFile(path);
    try {
      return read(file);
    } catch (cause) {
      throw isHdf5s(cause) ? new Error('it is damaged', { cause }) : cause;
    } finally {
      file.close();
    }
  } finally {
    hdf5.deactivate_throwing_error_handler();
  }
}

/** True for an error of HDF5, false for one of ours. */
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

/** Bytes that are read at once. HDF5's memory never shrinks: it holds one piece of this size, not VGG's 411 MB. */
const pieceBytes = 2 ** 24;

/** A tensor of a file. Only its shape is read now. Throws an Error where there is none. */
export function openTensor(group: Group, at: string, name: string): SavedTensor {
  const dataset = group.get(at) as Dataset | null;
  const { shape, dtype } = dataset ?? {};
  if (!dataset || !shape) throw new Error(`expected a float32 tensor at ${group.path}/${at}, received nothing`);
  const otherType = dtype === '<f' || dtype === '<d' ? undefined : String(dtype);
  return { name, shape, read: () => readValues(dataset, shape), otherType };
}

function readValues(dataset: Dataset, shape: number[]): Float32Array {
  if (shape.length === 0) return Float32Array.of(dataset.value as number);
  const [rows = 1, ...row] = shape;
  const rowSize = row.reduce((size, side) => size * side, 1);
  const values = new Float32Array(rows * rowSize);
  const piece = Math.max(1, Math.floor(pieceBytes / (rowSize * Float32Array.BYTES_PER_ELEMENT)));
  for (let from = 0; from < rows; from += piece)
    values.set(dataset.slice([[from, Math.min(from + piece, rows)]]) as Float32Array | Float64Array, from * rowSize);
  return values;
}

/** An attribute that is text; undefined where there is none. */
export function textAttribute({ attrs }: Group, name: string): string | undefined {
  const value = attrs[name]?.value;
  return typeof value === 'string' ? value : undefined;
}

/** An attribute that lists names; one too long for HDF5's 64 KiB is cut into `name0`, `name1`, … */
export function namesAttribute(group: Group, attribute: string): string[] {
  const { attrs } = group;
  const whole = attrs[attribute];
  if (whole !== undefined) {
    if (Array.isArray(whole.value) || ArrayBuffer.isView(whole.value)) return [...(whole.value as string[])];
    throw new Error(`expected a list of names in the attribute ${attribute} on ${group.path}, received ${whole.value}`);
  }
  const names: string[] = [];
  for (let part = attrs[`${attribute}0`], next = 1; part !== undefined; part = attrs[`${attribute}${next++}`])
    names.push(...(part.value as string[]));
  if (names.length === 0) {
    const found = Object.keys(attrs).slice(0, 10).join(', ') || 'none';
    throw new Error(`expected the attribute ${attribute} on ${group.path}, found ${found}`);
  }
  return names;
}
