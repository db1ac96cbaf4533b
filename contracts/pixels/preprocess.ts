import type { PreprocessInput } from '../backbones.ts';

/** What the bytes of a pixel become before they enter the network. */
export interface Preprocessing {
  /** The byte's channel (0 red, 1 green, 2 blue) that each of the network's three inputs takes. */
  channels: readonly [number, number, number];
  /** For each of the network's inputs, what each of the 256 values becomes, in float32 as numpy computes it. */
  tables: readonly [Float32Array, Float32Array, Float32Array];
  /** The same for any value from 0 to 255 of a channel: augmentation makes fractions. */
  preprocessed: (value: number, channel: number) => number;
}

/** The preprocessing of a kind (`keras/src/applications/imagenet_utils.py`). */
export function preprocessingOfKind(kind: PreprocessInput): Preprocessing {
  const channels = kind === 'caffe' ? ([2, 1, 0] as const) : ([0, 1, 2] as const);
  const tables = channels.map((channel) =>
    Float32Array.from({ length: 256 }, (_, value) => preprocessed(kind, value, channel)),
  );
  return {
    channels,
    tables: tables as [Float32Array, Float32Array, Float32Array],
    preprocessed: (value, channel) => preprocessed(kind, value, channel),
  };
}

/** ImageNet's mean and deviation of red, green and blue, of values to 255 (caffe) or to 1 (torch). */
const caffeMean = [123.68, 116.779, 103.939];
const torchMean = [0.485, 0.456, 0.406];
const torchDeviation = [0.229, 0.224, 0.225];

function preprocessed(kind: PreprocessInput, value: number, channel: number): number {
  switch (kind) {
    case 'rescale':
      return value * Math.fround(1 / 255);
    case 'tf':
      return Math.fround(value / 127.5) - 1;
    case 'torch':
      return (
        Math.fround(Math.fround(value / 255) - Math.fround(torchMean[channel]!)) / Math.fround(torchDeviation[channel]!)
      );
    case 'caffe':
      return value - Math.fround(caffeMean[channel]!);
    default:
      return kind satisfies never;
  }
}

/** Preprocesses a whole image, of bytes or augmented, into `values`, from number `offset` on. */
export function preprocess(
  pixels: Uint8Array | Float32Array,
  preprocessing: Preprocessing,
  values: Float32Array,
  offset: number,
): void {
  if (pixels instanceof Uint8Array) lookUp(pixels, preprocessing, values, offset);
  else compute(pixels, preprocessing, values, offset);
}

// Each is compiled for the one type of pixels that it sees, and goes through an image once: five times as quick as one
// loop for both, and a small network's steps wait for it.

function lookUp(pixels: Uint8Array, { channels, tables }: Preprocessing, values: Float32Array, offset: number): void {
  const [first, second, third] = channels;
  const [ofFirst, ofSecond, ofThird] = tables;
  for (let at = 0, to = offset; at < pixels.length; at += 3, to += 3) {
    values[to] = ofFirst[pixels[at + first]!]!;
    values[to + 1] = ofSecond[pixels[at + second]!]!;
    values[to + 2] = ofThird[pixels[at + third]!]!;
  }
}

function compute(
  pixels: Float32Array,
  { channels, preprocessed }: Preprocessing,
  values: Float32Array,
  offset: number,
): void {
  for (let input = 0; input < 3; input++) {
    const channel = channels[input]!;
    for (let from = channel, to = offset + input; from < pixels.length; from += 3, to += 3)
      values[to] = preprocessed(pixels[from]!, channel);
  }
}
