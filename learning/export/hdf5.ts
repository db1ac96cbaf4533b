import { File, type Group, ready } from 'h5wasm/node';

/** Writes an HDF5 file. Throws when the file cannot be written to its end. */
export async function writeHdf5(path: string, write: (file: File) => void): Promise<void> {
  const hdf5 = await ready;
  // Without it HDF5 prints a page about what it cannot write, and continues.
  hdf5.activate_throwing_error_handler();
  try {
    const file = new File(path, 'w');
    write(file);
    file.close();
  } catch (cause) {
    throw new Error(`expected ${path} to take the model, but HDF5 could not write it`, { cause });
  } finally {
    hdf5.deactivate_throwing_error_handler();
  }
}

export function writeFloats(group: Group, name: string, shape: number[], values: Float32Array): void {
  group.create_dataset({ name, data: values, shape, dtype: '<f' });
}
