import { type LayerConfig, leafNames } from './modelConfig.ts';

/** One tensor of a file. */
export interface SavedTensor {
  name: string;
  shape: number[];
  /** The values, rows before columns. Reads them from the file, which must still be open. */
  read(): Float32Array;
  /** What the values are where they are no float32 or float64, which `read` does not convert. */
  otherType?: string | undefined;
}

/** The weights of one layer as a file holds them: trainable ones first, then moving statistics. */
export interface SavedLayer {
  name: string;
  tensors: SavedTensor[];
  /** The layer's class as Keras 3 writes it in its files (`depthwise_conv2d`), where the file says it. */
  kind?: string | undefined;
}

/**
 * A network, or a part of one, in a file: its layers, and what their order means. `network`: the order of the
 * network's own layers. `kind`: only layers of one kind are in that order, since Keras 3 names its groups `conv2d`,
 * `conv2d_1`, … `unknown`: trainable weights come before frozen ones, so that only the names tell.
 */
export interface SavedNetwork {
  order: 'network' | 'kind' | 'unknown';
  layers: SavedLayer[];
}

/** The weights of a network that lists all its layers in order. */
export function inOrder(layers: SavedLayer[]): SavedNetwork {
  return { order: 'network', layers };
}

/**
 * Layers of tensors whose names say their layer (`block_1/bn/gamma:0`), in the order in which the layers first appear.
 * A name without a slash says none: such tensors make one layer named `otherwise`.
 */
export function layersByName(tensors: SavedTensor[], otherwise: string): SavedLayer[] {
  const layers = new Map<string, SavedLayer>();
  for (const tensor of tensors) {
    const path = tensor.name.split('/').slice(0, -1);
    const key = path.join('/');
    const layer = layers.get(key) ?? { name: path.at(-1) ?? otherwise, tensors: [] };
    layer.tensors.push(tensor);
    layers.set(key, layer);
  }
  return [...layers.values()];
}

/** Layers in the order of a configuration; null where that does not name every one of them, once. */
export function sortedLike(layers: SavedLayer[], config: LayerConfig | undefined): SavedLayer[] | null {
  if (!config?.layers) return null;
  const names = leafNames(config);
  const places = new Map(names.map((name, index) => [name, index]));
  const isClear =
    places.size === names.length &&
    new Set(layers.map(({ name }) => name)).size === layers.length &&
    layers.every(({ name }) => places.has(name));
  return isClear ? layers.toSorted((one, other) => places.get(one.name)! - places.get(other.name)!) : null;
}
