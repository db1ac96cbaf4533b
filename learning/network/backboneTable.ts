import * as tf from '@tensorflow/tfjs';
import { type BackboneName, backboneNames, backbones } from '#contracts/backbones';
import type { BackboneFacts } from '#contracts/backboneTable';
import { largestInput } from '#contracts/recipe';
import { buildBackbone, padsByParity } from '../backbones/registry.ts';
import { cutLayers } from './cut.ts';

/**
 * The text of `contracts/backboneTable.ts`, read off the models that `buildBackbone` builds. An engine must have been
 * started; any will do.
 */
export function backboneTableSource(): string {
  const entries = backboneNames.map((name) => {
    const { channels, sides, layerSides, layers } = backboneFacts(name);
    const breakpoints = sides.map(([from, side]) => `[${from}, ${side}]`).join(', ');
    const rules = layerSides.map((rule) => `[${rule.join(', ')}]`).join(', ');
    const fields = [
      `channels: ${channels}`,
      `sides: [${breakpoints}]`,
      `layerSides: [${rules}]`,
      `layers: \`${layers.join('\n')}\``,
    ];
    return `  ${name}: {\n${fields.map((field) => `    ${field},\n`).join('')}  },\n`;
  });
  const names = backboneNames.map((name) => `'${name}'`).join(' | ');
  return `${header}export const backboneTable: Record<${names}, BackboneFacts> = {\n${entries.join('')}};\n`;
}

const header = `\
// Generated from learning/backbones by \`npm run generate\`; do not edit. A test checks that the two agree.

/**
 * \`sides\`: from an input of the first number of pixels on, the output has the second number. \`layerSides\`: from the
 * layer of the first number on, outputs have times × ⌊(size + add) / step⌋ + plus pixels of a side. \`layers\`: one a
 * line, its name, its class, the values that it puts out for one image of the backbone's own input size, how many
 * layers further on they are read last, its parameters where it has any, and the trainable ones where not all of them
 * are. One text, because the site carries this table.
 */
export interface BackboneFacts {
  channels: number;
  sides: [number, number][];
  layerSides: [from: number, times: number, step: number, add: number, plus: number][];
  layers: string;
}

`;

function backboneFacts(name: BackboneName): Omit<BackboneFacts, 'layers'> & { layers: string[] } {
  const model = buildBackbone(name, { inputSize: backbones[name].inputSize, seed: null });
  const facts = cutLayers(model);
  const layers = model.layers.map((layer, index) =>
    layerLine(layer, facts[index]!.outputs, facts[index]!.lastReader - index),
  );
  const channels = model.outputShape.at(-1) as number;
  model.dispose();
  return { channels, sides: outputSides(name), layerSides: sideRules(name), layers };
}

function layerLine(layer: tf.layers.Layer, outputs: number, readFor: number): string {
  const params = layer.countParams();
  const trainable = layer.trainableWeights.reduce(
    (sum, weight) => sum + tf.util.sizeFromShape(weight.shape as number[]),
    0,
  );
  const counts = params === 0 ? [] : trainable === params ? [params] : [params, trainable];
  return [layer.name, layer.getClassName(), outputs, readFor, ...counts].join(' ');
}

/** Where the output's side changes, by halving intervals: a greater input never has a smaller output. */
function outputSides(name: BackboneName): [number, number][] {
  const { smallestInput } = backbones[name];
  const models = new Map<number, tf.LayersModel>();
  const outputSide = (size: number): number => {
    // The others are built alike for every size.
    const remainder = padsByParity(name) ? size % 32 : 0;
    const model = models.get(remainder) ?? buildBackbone(name, { inputSize: size, seed: null });
    models.set(remainder, model);
    return (model.computeOutputShape([1, size, size, 3]) as tf.Shape)[1] as number;
  };

  const first = outputSide(smallestInput);
  const sides: [number, number][] = [[smallestInput, first]];
  const search = (low: number, lowSide: number, high: number, highSide: number) => {
    if (lowSide === highSide) return;
    if (high - low === 1) {
      sides.push([high, highSide]);
      return;
    }
    const middle = Math.floor((low + high) / 2);
    const middleSide = outputSide(middle);
    search(low, lowSide, middle, middleSide);
    search(middle, middleSide, high, highSide);
  };
  search(smallestInput, first, largestInput, outputSide(largestInput));
  for (const model of models.values()) model.dispose();
  return sides;
}

/** How the side of each layer's output follows from the input's, one rule for layers that follow one another. */
function sideRules(name: BackboneName): BackboneFacts['layerSides'] {
  const { smallestInput, inputSize } = backbones[name];
  const models = new Map<number, tf.LayersModel>();
  // Steps are powers of two up to 32, so that twice as many sizes in a row tell the rules apart.
  const sizes = [...Array.from({ length: 64 }, (_, index) => smallestInput + index), inputSize, largestInput - 1];
  const bySize = sizes.map((size) => {
    const remainder = padsByParity(name) ? size % 32 : 0;
    const model = models.get(remainder) ?? buildBackbone(name, { inputSize: size, seed: null });
    models.set(remainder, model);
    return layerSidesAt(model, size);
  });
  for (const model of models.values()) model.dispose();
  const found = new Map<string, SideRule>();
  const rules = bySize[0]!.map((_, layer) => {
    const sides = bySize.map((all) => all[layer]!);
    const key = sides.join();
    const rule = found.get(key) ?? sideRule(sizes, sides);
    if (!rule) throw new Error(`expected layer ${layer} of ${name} to have a regular output, received ${key}`);
    found.set(key, rule);
    return rule;
  });
  return rules.flatMap((rule, layer): BackboneFacts['layerSides'] =>
    rule === rules[layer - 1] ? [] : [[layer, ...rule]],
  );
}

/** times × ⌊(size + add) / step⌋ + plus */
type SideRule = [times: number, step: number, add: number, plus: number];

function sideRule(sizes: readonly number[], sides: readonly number[]): SideRule | undefined {
  for (const times of [1, 2])
    for (const step of [1, 2, 4, 8, 16, 32])
      for (let add = 0; add < step; add++) {
        const whole = (size: number) => times * Math.floor((size + add) / step);
        const plus = sides[0]! - whole(sizes[0]!);
        if (sizes.every((size, index) => whole(size) + plus === sides[index])) return [times, step, add, plus];
      }
  return undefined;
}

/** The side of each layer's output for an input of another size than the model was built for. */
function layerSidesAt(model: tf.LayersModel, size: number): number[] {
  const shapes = new Map<tf.SymbolicTensor, tf.Shape>();
  return model.layers.map((layer) => {
    const { inputTensors, outputTensors } = layer.inboundNodes[0]!;
    const inputs = inputTensors.map((tensor) => shapes.get(tensor)!);
    const shape =
      layer.getClassName() === 'InputLayer'
        ? [1, size, size, 3]
        : (layer.computeOutputShape(inputs.length === 1 ? inputs[0]! : inputs) as tf.Shape);
    shapes.set(outputTensors[0]!, shape);
    return shape[1] as number;
  });
}
