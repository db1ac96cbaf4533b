import * as tf from '@tensorflow/tfjs';

/** What a network, or the part of one that is trained, learns from and is judged on: images, or their features. */
export interface Examples {
  /** The shape of one example. */
  shape: number[];
  /** The class of each, an index into the dataset's class names. Its length is the number of examples. */
  labels: Int32Array;
  /** The examples at these indices, one after another: indices.length × product(shape) values. */
  read(indices: ArrayLike<number>): Promise<Float32Array>;
  /** The same as a tensor that the caller disposes of, for examples that lie in the engine's memory. */
  gather?(indices: Int32Array): Promise<tf.Tensor>;
}

/** Examples as a tensor, [indices.length, ...shape], that the caller disposes of. */
export async function tensorOf({ shape, read, gather }: Examples, indices: Int32Array): Promise<tf.Tensor> {
  return (await gather?.(indices)) ?? tf.tensor(await read(indices), [indices.length, ...shape]);
}

/** Examples for as long as they are needed. */
export type Opened<Kind> = Kind & {
  /** Lets go of what they are read from. */
  close(): void;
};

/** Images as a network takes them, which can be told from others without being read. */
export interface Images extends Examples {
  /** What their values depend on besides the files, in JSON. */
  origin: Record<string, unknown>;
  /**
   * What tells an image from others of the same origin: the SHA-256 of its file, and what else is its own. Throws
   * BAD_IMAGE where the file is missing.
   */
  identityOf(index: number): Promise<string>;
}

/** Images to train on: as they are, and the variation of each pass over them. */
export interface TrainingImages {
  plain: Images;
  view: ((pass: number) => Images) | null;
}

/** Examples to train on, which augmentation may vary. */
export interface TrainingExamples {
  /** The examples as they are. */
  plain: Examples;
  /**
   * The variation of pass n over them, n counted from 1; null without augmentation. The same n always gives the same
   * variation.
   */
  view: ((pass: number) => Promise<Examples>) | null;
}

/** The first `count` of the examples, or all where there are fewer. */
export function firstOf(examples: Examples, count: number): Examples {
  return { ...examples, labels: examples.labels.subarray(0, count) };
}

/** 0 … count − 1 in batches of `size`; the last one may be smaller. */
export function batches(order: Int32Array, size: number): Int32Array[] {
  return Array.from({ length: Math.ceil(order.length / size) }, (_, i) => order.subarray(i * size, (i + 1) * size));
}

/** 0 … count − 1. */
export function inOrder(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}
