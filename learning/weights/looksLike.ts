import { type BackboneName, backboneNames, backbones } from '#contracts/backbones';
import { kindOf } from './keras3H5.ts';
import { foundByKind, foundByName, weightedLayers } from './matchLayers.ts';
import type { SavedLayer, SavedNetwork } from './savedNetwork.ts';

/** Which of our backbones a file holds, or one of its widths that we do not have. */
export interface Likeness {
  backbone: BackboneName;
  /** MobileNet's width multiplier, where it is not 1. */
  alpha?: number;
}

/** Says which backbone's layers a file holds, by their names, classes and numbers of parameters; null for none. */
export function looksLike(networks: SavedNetwork[]): Likeness | null {
  // ResNet152 has all the names of ResNet50: the larger one comes first.
  const byDepth = backboneNames.toSorted((one, other) => weighted(other).length - weighted(one).length);
  for (const network of networks) for (const backbone of byDepth) if (isOf(network, backbone)) return { backbone };
  for (const network of networks)
    for (const { name: backbone, widest, channels } of narrowable) {
      const layers = weightedLayers(network);
      const names = new Set(layers.map(({ name }) => name));
      const filters = layers.find(({ name }) => name === widest)?.tensors[0]?.shape.at(-1);
      if (filters !== undefined && weighted(backbone).every(({ name }) => names.has(name)))
        return { backbone, alpha: filters / channels };
    }
  return null;
}

/** Networks that Keras also builds of other widths, and the layer whose filters tell the width. */
const narrowable = [
  { name: 'MobileNetV2', widest: 'block_16_project', channels: 320 },
  { name: 'MobileNet', widest: 'conv_pw_13', channels: 1024 },
] as const;

interface WeightedLayer {
  name: string;
  kind: string;
  params: number;
}

function weighted(backbone: BackboneName): WeightedLayer[] {
  return backbones[backbone].layers
    .filter(({ params }) => params > 0)
    .map(({ name, className, params }) => ({ name, kind: kindOf(className), params }));
}

function isOf(network: SavedNetwork, backbone: BackboneName): boolean {
  const given = weightedLayers(network);
  const wanted = weighted(backbone);
  const fits = (found: (SavedLayer | undefined)[]) =>
    found.every((layer, index) => layer && paramsOf(layer) === wanted[index]!.params);
  switch (network.order) {
    case 'network':
      for (let from = 0; from + wanted.length <= given.length; from++)
        if (fits(given.slice(from, from + wanted.length))) return true;
      return false;
    case 'kind':
      return fits(foundByKind(given, wanted));
    case 'unknown':
      return fits(foundByName(given, wanted));
    default:
      return network.order satisfies never;
  }
}

function paramsOf({ tensors }: SavedLayer): number {
  return tensors.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0);
}
