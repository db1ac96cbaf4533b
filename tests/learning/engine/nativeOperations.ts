import * as tf from '@tensorflow/tfjs';
import { values } from './bareWasm.ts';

interface Binding {
  executeOp(name: string, ...rest: unknown[]): unknown;
}

/** The operations of TensorFlow that `compute` runs on the native backend, by their names. Every tensor is disposed. */
export function operations(compute: () => tf.Tensor[]): string[] {
  const names: string[] = [];
  listening(
    (name) => names.push(name),
    () => values(compute),
  );
  return names;
}

/** Runs `what` as if TensorFlow's library had no operation whose name matches. */
export function without<Result>(operation: RegExp, what: () => Result): Result {
  return listening((name) => {
    if (operation.test(name)) throw new Error(`${name} is not in the library`);
  }, what);
}

/**
 * Whether TensorFlow's library has the operation. Called without inputs it fails either way, and the message says why.
 */
export function libraryHas(name: string): boolean {
  const { binding } = tf.backend() as unknown as { binding: Binding };
  try {
    binding.executeOp(name, [], [], 1);
  } catch (error) {
    return !String(error).includes('neither a type of a primitive operation');
  }
  throw new Error(`expected ${name} to refuse a call without inputs`);
}

function listening<Result>(onOperation: (name: string) => void, work: () => Result): Result {
  const backend = tf.backend() as unknown as { binding: Binding };
  const { binding } = backend;
  const executeOp = (name: string, ...rest: unknown[]) => {
    onOperation(name);
    return binding.executeOp(name, ...rest);
  };
  // The library's own property cannot be written.
  backend.binding = Object.create(binding, { executeOp: { value: executeOp } });
  try {
    return work();
  } finally {
    backend.binding = binding;
  }
}
