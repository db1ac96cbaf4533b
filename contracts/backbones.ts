import {
  type Application,
  type ApplicationName,
  type BackboneEntry,
  type BackboneName,
  backboneEntries,
  backboneNames,
} from './backboneEntries.ts';
import { backboneTable } from './backboneTable.ts';

export {
  type ApplicationName,
  applicationNames,
  type BackboneName,
  backboneNames,
  type PreprocessInput,
  preprocessings,
  weightsNames,
} from './backboneEntries.ts';

/**
 * What is known of a backbone, and its layers. They come from `backboneTable.ts`, which is generated from the networks
 * in `learning/backbones`.
 */
export interface Backbone extends BackboneEntry {
  /** All layers without the top, in Keras's order. */
  layers: readonly LayerFacts[];
  /** Shape of the output without the top for a square input of `size` pixels: [rows, columns, channels]. */
  outputShape(size: number): [number, number, number];
  /** Shape of the output of the layer at an index, for such an input: [rows, columns, channels]. */
  layerShape(index: number, size: number): [number, number, number];
}

/** A layer of a backbone. `outputs` are for an image of the backbone's own input size. */
interface LayerFacts {
  name: string;
  className: string;
  /** Values that it puts out for an image. */
  outputs: number;
  /** Index of the last layer that reads them; the number of layers where they leave the network. */
  lastReader: number;
  params: number;
  trainableParams: number;
}

export const backbones = Object.fromEntries(
  backboneNames.map((name) => [name, withLayers(name, backboneEntries[name])]),
) as Record<BackboneName, Backbone> & Record<ApplicationName, Application>;

/**
 * Adds what the generated table tells. It is read when it is asked for: the table is made when a new backbone's entry
 * is already here.
 */
function withLayers(name: BackboneName, entry: BackboneEntry): Backbone {
  let layers: LayerFacts[] | undefined;
  return {
    ...entry,
    get layers() {
      layers ??= backboneTable[name].layers.split('\n').map(layerFacts);
      return layers;
    },
    outputShape(size) {
      const { channels, sides } = backboneTable[name];
      const side = sides.findLast(([from]) => from <= size)?.[1];
      if (side === undefined)
        throw new RangeError(`${name}: expected an input of at least ${sides[0]?.[0]} pixels, received ${size}`);
      return [side, side, channels];
    },
    layerShape(index, size) {
      const rule = backboneTable[name].layerSides.findLast(([from]) => from <= index);
      if (!rule) throw new RangeError(`${name}: expected the index of a layer, received ${index}`);
      const [, times, step, add, plus] = rule;
      const sideAt = (input: number) => times * Math.floor((input + add) / step) + plus;
      const channels = this.layers[index]!.outputs / sideAt(entry.inputSize) ** 2;
      return [sideAt(size), sideAt(size), channels];
    },
  };
}

function layerFacts(line: string, index: number): LayerFacts {
  const [name = '', className = '', ...numbers] = line.split(' ');
  const [outputs = 0, readFor = 0, params = 0, trainableParams = params] = numbers.map(Number);
  return { name, className, outputs, lastReader: index + readFor, params, trainableParams };
}
