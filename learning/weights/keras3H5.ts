import { type File, Group } from 'h5wasm/node';
import { openTensor, textAttribute } from './hdf5.ts';
import type { LayerConfig } from './modelConfig.ts';
import { inOrder, type SavedLayer, type SavedNetwork } from './savedNetwork.ts';

/** The groups that hold a model's layers: Keras 3 writes the first one, the `.keras` files of Keras 2.12 the second. */
const containers = ['layers', '_layer_checkpoint_dependencies'];

/** Whether an HDF5 file is one of Keras 3's `.weights.h5` files, which are also in every `.keras` file. */
export function isKeras3(file: File): boolean {
  const isLegacy = ['layer_names', 'layer_names0'].some((name) => name in file.attrs) || file.get('model_weights');
  return !isLegacy && (containerOf(file) !== null || groupsIn(file).some((group) => group.keys().includes('vars')));
}

/**
 * The networks in one of Keras 3's `.weights.h5` files (`keras/src/saving/saving_lib.py`). A model's group has its
 * layers in the group `layers`. They are named after their classes, and numbered in the model's order: `conv2d`,
 * `conv2d_1`, … Each has its tensors in `vars`, numbered too. `config` is the model's configuration, which only a
 * `.keras` file has; it tells the order of layers of different classes.
 */
export function keras3Networks(file: File, config: LayerConfig | null): SavedNetwork[] {
  const networks = networksIn(file, config ?? undefined);
  if (networks.every(({ layers }) => layers.length === 0))
    throw new Error("it has the layout of Keras 3's save_weights, and no weights in it");
  return networks;
}

/** A model that is a class of its own has other models as its attributes. */
function networksIn(group: Group, config?: LayerConfig): SavedNetwork[] {
  if (containerOf(group)) return networksBelow(group, config);
  return groupsIn(group).flatMap((inside) => networksIn(inside));
}

function groupsIn(group: Group): Group[] {
  return group
    .keys()
    .filter((name) => name !== 'optimizer')
    .map((name) => group.get(name))
    .filter((each): each is Group => each instanceof Group);
}

interface Entry {
  kind: string;
  group: Group;
}

function networksBelow(model: Group, config: LayerConfig | undefined): SavedNetwork[] {
  const byKind = entriesByKind(containerOf(model)!);
  const ordered = config?.layers && entriesInOrder(byKind, config.layers);
  const layers: SavedLayer[] = [];
  const nested: SavedNetwork[] = [];
  for (const [entry, own] of ordered ?? [...byKind.values()].flat().map((entry): [Entry] => [entry])) {
    if (!containerOf(entry.group)) {
      layers.push(...layerOf(entry, own?.name));
      continue;
    }
    const [first, ...others] = networksBelow(entry.group, own);
    if (ordered && first?.order === 'network') layers.push(...first.layers);
    else if (first) nested.push(first);
    nested.push(...others);
  }
  return [ordered ? inOrder(layers) : { order: 'kind', layers }, ...nested];
}

function containerOf(group: Group): Group | null {
  const name = containers.find((each) => group.keys().includes(each));
  return name === undefined ? null : (group.get(name) as Group);
}

/** A container's layers by their kind, in the order of their numbers. */
function entriesByKind(container: Group): Map<string, Entry[]> {
  const numbered = container.keys().map((name) => {
    const [, kind = name, number = '0'] = /^(.*?)(?:_(\d+))?$/.exec(name) ?? [];
    return { kind, number: Number(number), group: container.get(name) as Group };
  });
  return Map.groupBy(
    numbered.toSorted((one, other) => one.number - other.number),
    ({ kind }) => kind,
  );
}

/** The layers in the order of a configuration; undefined where the two do not have as many of every kind. */
function entriesInOrder(byKind: Map<string, Entry[]>, layers: LayerConfig[]): [Entry, LayerConfig][] | undefined {
  const taken = new Map<string, number>();
  const entries: [Entry, LayerConfig][] = [];
  for (const layer of layers) {
    const kind = kindOf(layer.className);
    const index = taken.get(kind) ?? 0;
    const entry = byKind.get(kind)?.[index];
    taken.set(kind, index + 1);
    // The writer passes over layers without weights of their own, but only over all of a kind.
    if (entry) entries.push([entry, layer]);
    else if (index > 0) return undefined;
  }
  const isWhole = [...byKind].every(([kind, all]) => taken.get(kind) === all.length);
  return isWhole ? entries : undefined;
}

/** A layer, where it has weights. Newer files keep its name as an attribute of `vars`. */
function layerOf({ kind, group }: Entry, configName: string | undefined): SavedLayer[] {
  const vars = group.keys().includes('vars') ? (group.get('vars') as Group) : null;
  const keys = vars?.keys().toSorted((one, other) => Number(one) - Number(other)) ?? [];
  if (!vars || keys.length === 0) return [];
  const name = configName ?? textAttribute(vars, 'name') ?? group.path.slice(group.path.lastIndexOf('/') + 1);
  return [{ name, kind, tensors: keys.map((key) => openTensor(vars, key, `${name}/${key}`)) }];
}

/** The name that Keras 3 makes of a class in its files: DepthwiseConv2D → depthwise_conv2d. */
export function kindOf(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
