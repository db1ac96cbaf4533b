import type { Graph } from './graph.ts';
import type { Pair } from './translation.ts';

/** A 3 × 3 convolution with stride 1. */
export interface PlainConvolution {
  /** [outputs, inputs, 3, 3] */
  kernel: Float32Array;
  bias: Float32Array;
  /** Zeros above, left, below and right of the image. */
  pads: [number, number, number, number];
  /** Rows and columns of its output. */
  to: Pair;
}

/**
 * Winograd's F(4 × 4, 3 × 3): a tile of 4 × 4 outputs is AT [(G g GT) ∘ (BT d B)] A, where g is the kernel and d the 6
 * × 6 inputs that the tile reads. Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015.
 */
const tile = 4;
const window = tile + 2;
const BT = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
const G = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
];
const AT = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];

/** The multiplications for a tile, for each input and output channel: 36, where a plain convolution has 144. */
const products = window ** 2;

/**
 * True if a quarter of the multiplications saves more time than the transformations take, and if there are enough tiles
 * for a kernel that is four times as large in memory. The multiplications grow with the product of the channels, the
 * transformations with their sum.
 */
export function isWorthWinograd(inputs: number, outputs: number, to: Pair): boolean {
  return (inputs * outputs) / (inputs + outputs) >= 80 && tilesOf(to) >= 49;
}

/** Adds the convolution to a graph and returns the name of its output. `input` is [batch, inputs, rows, columns]. */
export function winograd(
  graph: Graph,
  name: string,
  input: string,
  { kernel, bias, pads, to }: PlainConvolution,
): string {
  const outputs = bias.length;
  const inputs = kernel.length / 9 / outputs;
  const [down, across] = tilesAlong(to);
  const node = (operator: string, of: string[], attributes = {}) => graph.node(name, operator, of, attributes);
  const reshape = (tensor: string, dims: number[]) => node('Reshape', [tensor, graph.integers(dims)]);
  const constant = (rows: number[][]) => graph.constant(Float32Array.from(rows.flat()), [rows.length, rows[0]!.length]);

  // The transformed inputs of each tile: [inputs · batch, products, tiles], then [products, inputs, batch · tiles]. The
  // last tiles may reach into zeros.
  const [above, left, below, right] = pads;
  const from = [to[0] + 2 - above - below, to[1] + 2 - left - right];
  const around = [above, left, below + down * tile - to[0], right + across * tile - to[1]];
  const channels = reshape(node('Transpose', [input], { perm: [1, 0, 2, 3] }), [-1, 1, ...from]);
  const filters = reshape(constant(both(BT)), [products, 1, window, window]);
  const tiles = node('Conv', [channels, filters], {
    kernel_shape: [window, window],
    strides: [tile, tile],
    pads: around,
  });
  const apart = node('Transpose', [reshape(tiles, [0, 0, -1])], { perm: [1, 0, 2] });
  const multiplied = node('MatMul', [
    graph.extraInput(transformed(kernel), [products, outputs, inputs]),
    reshape(apart, [products, inputs, -1]),
  ]);

  // The outputs of each tile: [outputs · batch · tiles, places of a tile]. Then the tiles are put together.
  const places = node('Gemm', [reshape(multiplied, [products, -1]), constant(transposed(both(AT)))], { transA: 1 });
  const rows = node('Transpose', [reshape(places, [-1, across, tile, tile])], { perm: [0, 2, 1, 3] });
  const image = reshape(rows, [outputs, -1, down * tile, across * tile]);
  const isWhole = down * tile === to[0] && across * tile === to[1];
  const cut = isWhole
    ? image
    : node('Slice', [image, ...[[0, 0], to, [2, 3]].map((values) => graph.integers([...values]))]);
  return node('Add', [node('Transpose', [cut], { perm: [1, 0, 2, 3] }), graph.constant(bias, [1, outputs, 1, 1])]);
}

/** Kernels of 9 values each → the 36 values of G g GT for each kernel: [products, kernels]. */
function transformed(kernel: Float32Array): Float32Array {
  const kernels = kernel.length / 9;
  const factors = new Float32Array(products * kernels);
  for (const [product, row] of both(G).entries())
    for (let index = 0; index < kernels; index++) {
      let sum = 0;
      for (let place = 0; place < 9; place++) sum += row[place]! * kernel[index * 9 + place]!;
      factors[product * kernels + index] = sum;
    }
  return factors;
}

function tilesAlong([rows, columns]: Pair): Pair {
  return [Math.ceil(rows / tile), Math.ceil(columns / tile)];
}

function tilesOf(to: Pair): number {
  const [down, across] = tilesAlong(to);
  return down * across;
}

/** The transformation of rows and columns as one matrix, for matrices that are flattened row by row. */
function both(matrix: number[][]): number[][] {
  return matrix.flatMap((down) => matrix.map((across) => down.flatMap((one) => across.map((other) => one * other))));
}

function transposed(matrix: number[][]): number[][] {
  return matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
}
