import type * as tf from '@tensorflow/tfjs';
import { kindOf } from './keras3H5.ts';
import type { SavedLayer, SavedNetwork } from './savedNetwork.ts';

/** A layer of a model that wants weights. */
export interface WantedLayer {
  name: string;
  /** Its class as Keras 3's files say it. */
  kind: string;
  /** The shapes of its weights, as `shapesOf` says them. */
  shapes: string;
}

/** The layers of a model that have weights, in order. */
export function wantedLayers(model: tf.LayersModel): WantedLayer[] {
  return model.layers
    .filter((layer) => layer.weights.length > 0)
    .map((layer) => ({
      name: layer.name,
      kind: kindOf(layer.getClassName()),
      shapes: layer.weights.map(({ shape }) => `[${shape.join(', ')}]`).join(', '),
    }));
}

/** The shapes of a layer's tensors: "[3, 3, 64, 64], [64]". A type that is not read is said with the shape. */
export function shapesOf({ tensors }: SavedLayer): string {
  return tensors
    .map(({ shape, otherType }) => `[${shape.join(', ')}]${otherType === undefined ? '' : ` of ${otherType}`}`)
    .join(', ');
}

/**
 * Every place in the networks of a file where a whole model is found: the file's layers, one for each wanted one, in
 * their order. Other layers may stand beside it where they are a top, or where names leave no doubt.
 *
 * The order of layers decides where the file tells it, as when Keras reads its own files. Else names do, and where
 * Keras numbers them (`conv2d_7`) their numbers. Keras 3's own numbers go by class.
 */
export function matchesIn(networks: SavedNetwork[], wanted: WantedLayer[]): SavedLayer[][] {
  return networks.flatMap((network) => {
    const given = weightedLayers(network);
    const windows = network.order === 'network' ? windowsOf(given, wanted) : [];
    const [window] = windows;
    if (windows.length > 1 || (window && (isNamed(window, wanted) || surplusOf(given, window).every(isOfTop))))
      return windows;
    const found = network.order === 'kind' ? foundByKind(given, wanted) : foundByName(given, wanted);
    const whole = found.filter((layer) => layer !== undefined);
    const fits = found.every((layer, index) => layer && shapesOf(layer) === wanted[index]!.shapes);
    return fits && surplusOf(given, whole).every(isOfTop) ? [whole] : [];
  });
}

/** The layers of a network that have weights. */
export function weightedLayers({ layers }: SavedNetwork): SavedLayer[] {
  return layers.filter(({ tensors }) => tensors.length > 0);
}

/** The runs of layers, one after the other, that have the wanted shapes. */
function windowsOf(given: SavedLayer[], wanted: WantedLayer[]): SavedLayer[][] {
  const shapes = given.map(shapesOf);
  const windows: SavedLayer[][] = [];
  for (let from = 0; from + wanted.length <= given.length; from++) {
    if (wanted.every((layer, index) => layer.shapes === shapes[from + index]))
      windows.push(given.slice(from, from + wanted.length));
  }
  return windows;
}

/** Whether layers have the wanted names, and not such as Keras gives to any layer. */
function isNamed(found: SavedLayer[], wanted: WantedLayer[]): boolean {
  return wanted.every(({ name }, index) => !isNumbered(name) && found[index]!.name === name);
}

/** For each wanted layer the file's next one of the same class; undefined where there is none. */
export function foundByKind(given: SavedLayer[], wanted: Pick<WantedLayer, 'kind'>[]): (SavedLayer | undefined)[] {
  const kinds = Map.groupBy(given, ({ kind = '' }) => kind);
  const taken = new Map<string, number>();
  return wanted.map(({ kind }) => {
    const index = taken.get(kind) ?? 0;
    taken.set(kind, index + 1);
    return kinds.get(kind)?.[index];
  });
}

/**
 * For each wanted layer the file's of the same name; undefined where there is none. Names that Keras numbers depend on
 * what else a program built: those of one kind are taken in the order of their numbers, where there are as many.
 */
export function foundByName(given: SavedLayer[], wanted: Pick<WantedLayer, 'name'>[]): (SavedLayer | undefined)[] {
  const named = Map.groupBy(given, ({ name }) => name);
  const numbered = numberedByStem(given);
  const wantedNumbered = numberedByStem(wanted);
  return wanted.map((layer) => {
    if (!isNumbered(layer.name)) {
      const all = named.get(layer.name);
      return all?.length === 1 ? all[0] : undefined;
    }
    const stem = stemOf(layer.name);
    const [all, ours] = [numbered.get(stem), wantedNumbered.get(stem)!];
    return all?.length === ours.length ? all[ours.indexOf(layer)] : undefined;
  });
}

/** The layers that are not among those found. */
export function surplusOf(given: SavedLayer[], found: SavedLayer[]): SavedLayer[] {
  const taken = new Set(found);
  return given.filter((layer) => !taken.has(layer));
}

/** Kinds of layers that Keras's networks leave unnamed. */
const numberedName = /^(conv2d|separable_conv2d|depthwise_conv2d|batch_normalization|dense)(_\d+)?$/;

function isNumbered(name: string): boolean {
  return numberedName.test(name);
}

function stemOf(name: string): string {
  return numberedName.exec(name)?.[1] ?? name;
}

function numberedByStem<Layer extends { name: string }>(layers: Layer[]): Map<string, Layer[]> {
  const numberOf = ({ name }: Layer) => Number(numberedName.exec(name)?.[2]?.slice(1) ?? 0);
  const sorted = layers.filter(({ name }) => isNumbered(name)).sort((one, other) => numberOf(one) - numberOf(other));
  return Map.groupBy(sorted, ({ name }) => stemOf(name));
}

/**
 * Whether a layer may stand behind a network as a part of its top: one without a kernel of rows and columns, or the
 * 1 × 1 convolution to the classes that MobileNet has. Anything else makes the network another one: all layers of
 * VGG16 are in a file of VGG19.
 */
export function isOfTop({ tensors }: SavedLayer): boolean {
  const [kernel, bias] = tensors;
  const isFlat = tensors.every(({ shape }) => shape.length <= 2);
  const isClassifier = kernel?.shape.length === 4 && kernel.shape[0] === 1 && kernel.shape[1] === 1 && !!bias;
  return isFlat || isClassifier;
}
