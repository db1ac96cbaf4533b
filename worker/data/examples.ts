/** What a network, or the part of one that is trained, learns from and is judged on: images, or their features. */
export interface Examples {
  /** The shape of one example. */
  shape: number[];
  /** The class of each, an index into the dataset's class names. Its length is the number of examples. */
  labels: Int32Array;
  /** The examples at these indices, one after another: indices.length × product(shape) values. */
  read(indices: ArrayLike<number>): Promise<Float32Array>;
}

/** Examples to train on, which augmentation may vary. */
export interface TrainingExamples {
  /** The examples as they are. */
  plain: Examples;
  /** The variation of pass n over them, n counted from 1; null without augmentation. The same n always gives the same variation. */
  view: ((pass: number) => Examples) | null;
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
