import { type BackboneName, backboneNames } from '#contracts/backbones';
import type { Value } from './expression.ts';
import { argument, type Call, calledName, constantOf, lastName, numbersOf } from './values.ts';

interface ReadNetwork {
  backbone: BackboneName;
  weights: string;
  inputSize: number | undefined;
  head: { pooling: string; dense: Record<string, unknown>[]; dropout?: number };
}

type Complain = (text: string, why: string) => void;

/**
 * The network that a script builds: with Sequential and a list, with `add`, or by calling layers on the base's output.
 * Null where there is none.
 */
export function readNetwork(
  known: ReadonlyMap<string, Value>,
  added: readonly Value[],
  complain: Complain,
): ReadNetwork | null {
  const layers = layerCalls(known, added);
  const base = layers.find((call) => isBackbone(call)) ?? anyBackbone(known);
  const scratch = base ? null : fromScratch(layers);
  if (!base && !scratch) return null;
  const backbone = base ? (lastName(calledName(base)) as BackboneName) : 'CNN';
  const own = base ? constantOf(argument(base, 'pooling')) : undefined;
  if (base && constantOf(argument(base, 'include_top', 0)) !== false)
    complain(backbone, 'include_top is not False: the recipe leaves the top out');
  const weights = base ? constantOf(argument(base, 'weights', 1)) : null;
  if (typeof weights === 'string' && weights !== 'imagenet')
    complain(backbone, `weights=${JSON.stringify(weights)} is a file: pass it with "train --weights-file"`);
  const named = base?.named.get('input_tensor');
  const shape = base ? (argument(base, 'input_shape', 3) ?? shapeOf(named)) : firstShape(layers);
  const sides = numbersOf(shape) as number[] | undefined;
  return {
    backbone,
    weights: weights === null ? 'random' : 'imagenet',
    inputSize: sides?.[0],
    head: headOf(scratch ?? layers, typeof own === 'string' ? own : undefined, complain),
  };
}

function isBackbone(call: Call): boolean {
  return backboneNames.includes(lastName(calledName(call)) as BackboneName);
}

function anyBackbone(known: ReadonlyMap<string, Value>): Call | null {
  for (const value of known.values()) if (value.kind === 'call' && isBackbone(value)) return value;
  return null;
}

/** All layers in order, each as the call that makes it. */
function layerCalls(known: ReadonlyMap<string, Value>, added: readonly Value[]): Call[] {
  const calls = (values: readonly Value[]) => values.filter((value): value is Call => value.kind === 'call');
  for (const value of known.values()) {
    if (value.kind !== 'call') continue;
    const name = lastName(calledName(value));
    if (name === 'Sequential') {
      const list = argument(value, 'layers', 0);
      const given = list?.kind === 'list' ? list.items : [];
      if (given.length + added.length > 0) return calls([...given, ...added]);
    }
    if (name === 'Model') {
      const outputs = argument(value, 'outputs', 1);
      if (outputs?.kind === 'call') return chain(outputs);
    }
  }
  return calls(added);
}

/** `Dense(1)(Flatten()(base.output))` → Flatten(), Dense(1). */
function chain(value: Value | undefined): Call[] {
  if (value?.kind !== 'call' || value.callee.kind !== 'call') return [];
  return [...chain(value.args[0]), value.callee];
}

function shapeOf(input: Value | undefined): Value | undefined {
  return input?.kind === 'call' ? argument(input, 'shape', 0) : undefined;
}

function firstShape(layers: readonly Call[]): Value | undefined {
  for (const layer of layers) {
    const shape =
      argument(layer, 'input_shape') ?? (lastName(calledName(layer)) === 'Input' ? shapeOf(layer) : undefined);
    if (shape) return shape;
  }
  return undefined;
}

/** What follows the convolutions of the usual CNN, which a recipe does not change; null where it is another network. */
function fromScratch(layers: readonly Call[]): Call[] | null {
  const isConvolution = (call: Call) => lastName(calledName(call)) === 'Conv2D';
  const convolutions = layers.filter(isConvolution);
  const filters = convolutions.map((call) => constantOf(argument(call, 'filters', 0)));
  if (filters.join() !== '32,64,128,128') return null;
  const last = layers.findLastIndex((call) => /^(Conv2D|MaxPooling2D|MaxPool2D)$/.test(lastName(calledName(call))));
  return layers.slice(last + 1);
}

const poolings: Record<string, string> = {
  Flatten: 'flatten',
  GlobalAveragePooling2D: 'avg',
  GlobalMaxPooling2D: 'max',
  GlobalAvgPool2D: 'avg',
  GlobalMaxPool2D: 'max',
};

function headOf(layers: readonly Call[], own: string | undefined, complain: Complain): ReadNetwork['head'] {
  let pooling = own;
  const dense: Record<string, unknown>[] = [];
  // What is dropped of the first dense layer's inputs.
  let first = 0;
  for (const layer of layers) {
    const name = lastName(calledName(layer));
    if (poolings[name]) pooling ??= poolings[name];
    else if (name === 'Dense') dense.push(denseOf(layer, complain));
    else if (name === 'Dropout') {
      const rate = Number(constantOf(argument(layer, 'rate', 0)) ?? 0);
      const last = dense.at(-1);
      if (last) last.dropout = rate;
      else first = rate;
    } else if (!isBackbone(layer) && !/^(Input|InputLayer)$/.test(name))
      complain(`${name}(`, `${name} has no place in a recipe's head`);
  }
  // The last dense layer follows from the classes.
  dense.pop();
  if (first > 0 && dense.length > 0)
    complain('Dropout(', 'a recipe drops nothing before the first of several dense layers');
  return { pooling: pooling ?? 'flatten', dense, ...(dense.length === 0 && first > 0 && { dropout: first }) };
}

function denseOf(layer: Call, complain: Complain): Record<string, unknown> {
  const regularizer = layer.named.get('kernel_regularizer');
  const activation = constantOf(argument(layer, 'activation', 1)) ?? 'linear';
  let l2: unknown;
  if (regularizer?.kind === 'call' && /l2$/i.test(calledName(regularizer)))
    l2 = constantOf(regularizer.args[0] ?? regularizer.named.get('l2') ?? regularizer.named.get('l')) ?? 0.01;
  else if (regularizer) complain('kernel_regularizer', 'only the L2 regularizer has a place in a recipe');
  return { units: constantOf(argument(layer, 'units', 0)), activation, ...(l2 !== undefined && { l2 }) };
}
