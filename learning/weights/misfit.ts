import type { BackboneName } from '#contracts/backbones';
import { looksLike } from './looksLike.ts';
import {
  foundByKind,
  foundByName,
  isOfTop,
  shapesOf,
  surplusOf,
  type WantedLayer,
  weightedLayers,
} from './matchLayers.ts';
import type { SavedLayer, SavedNetwork } from './savedNetwork.ts';

/** Differences that a message names; the others are counted. */
const named = 3;
/** Letters of a name, and of the shapes of a layer, that a message has. */
const [longestName, longestShapes] = [60, 120];

/**
 * Why no network of a file fits a model, what the file looks like, and what a person can do: a few sentences, however
 * large the file is. `backbone` is the one that the model is.
 */
export function misfitOf(networks: SavedNetwork[], wanted: WantedLayer[], backbone: BackboneName): string {
  const { differences, surplus } = differencesOf(networks, wanted);
  return `${differences}. ${adviceOf(networks, backbone, surplus)}`;
}

/** Why a file that holds a model several times fits none. */
export function severalFit(matches: SavedLayer[][]): string {
  const first = matches.slice(0, named).map((layers) => short(layers[0]!.name, longestName));
  const networks = `${matches.length} networks that do, beginning with its layers ${first.join(', ')}`;
  return `the file holds ${networks}. Save one of them alone.`;
}

function differencesOf(networks: SavedNetwork[], wanted: WantedLayer[]): { differences: string; surplus: boolean } {
  const closest = networks
    .map((network) => {
      const found = closestIn(network, wanted);
      return { network, found, equal: found.filter((layer, index) => fits(layer, wanted[index]!)).length };
    })
    .reduce((best, each) => (each.equal > best.equal ? each : best));
  const { network, found } = closest;
  const given = weightedLayers(network);
  if (closest.equal === wanted.length) {
    const surplus = surplusOf(given, found as SavedLayer[]).find((layer) => !isOfTop(layer))!;
    const [name, shapes] = [short(surplus.name, longestName), short(shapesOf(surplus), longestShapes)];
    return { differences: `the file has more layers than that, among them ${name} with ${shapes}`, surplus: true };
  }
  const lines: string[] = [];
  let different = 0;
  for (const [index, layer] of wanted.entries()) {
    const from = found[index];
    if (fits(from, layer)) continue;
    different++;
    if (lines.length === named) continue;
    const expects = `layer ${layer.name} expects ${layer.shapes}`;
    if (from)
      lines.push(
        `${expects}, received ${short(shapesOf(from), longestShapes)} from the file's ${short(from.name, longestName)}`,
      );
    else lines.push(`${expects}, and ${absent(network, given.length)}`);
    // Whatever follows is not there either.
    if (!from && network.order === 'network') {
      different += wanted.length - index - 1;
      break;
    }
  }
  return { differences: [...lines, ...more(different - lines.length)].join('; '), surplus: false };
}

function more(count: number): string[] {
  return count > 0 ? [`and so do ${count} more`] : [];
}

function absent({ order }: SavedNetwork, count: number): string {
  if (order === 'network') return `the file ends after ${count} layers`;
  return order === 'kind' ? 'the file has fewer of its class' : 'the file has no layer of that name';
}

function fits(layer: SavedLayer | undefined, wanted: WantedLayer): boolean {
  return layer !== undefined && shapesOf(layer) === wanted.shapes;
}

/** The layers of a network that come closest to those wanted. */
function closestIn(network: SavedNetwork, wanted: WantedLayer[]): (SavedLayer | undefined)[] {
  const given = weightedLayers(network);
  if (network.order === 'kind') return foundByKind(given, wanted);
  if (network.order === 'unknown') return foundByName(given, wanted);
  const shapes = given.map(shapesOf);
  let [best, most] = [0, -1];
  for (let from = 0; from === 0 || from + wanted.length <= given.length; from++) {
    const equal = wanted.filter((layer, index) => layer.shapes === shapes[from + index]).length;
    if (equal > most) [best, most] = [from, equal];
  }
  return wanted.map((_, index) => given[best + index]);
}

function adviceOf(networks: SavedNetwork[], backbone: BackboneName, surplus: boolean): string {
  const like = looksLike(networks);
  if (!like) return `The file holds no backbone that is known here; save the weights of a ${backbone} of Keras.`;
  if (like.alpha !== undefined) {
    const narrow = `a ${like.backbone} of alpha ${Number(like.alpha.toFixed(2))}`;
    return `The file holds ${narrow}, as models of Teachable Machine do; no backbone fits it, since all have alpha 1.`;
  }
  if (like.backbone !== backbone) return `The file holds a ${like.backbone}: choose that as the backbone.`;
  if (surplus) return `Save the ${backbone} alone, without the layers around it.`;
  return `The file holds a ${backbone} with another top, or without one: its features can be used, its classes cannot.`;
}

function short(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters)}…`;
}
