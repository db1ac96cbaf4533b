import { type BackboneName, backboneNames, backbones } from '#contracts/backbones';
import type { Issue } from '#contracts/issues';
import { parseRecipe } from '#contracts/recipe';
import { parseExpression, Unreadable, type Value } from './expression.ts';
import { readNetwork } from './readNetwork.ts';
import { callbacksOf, optimizerOf, trainingOf } from './readTraining.ts';
import { type Statement, statementsOf } from './statements.ts';
import { argument, type Call, Complaint, calledName, constantOf, lastName, numbersOf } from './values.ts';

/** A line that the reader did not understand, or understood in part. */
interface UnreadLine {
  line: number;
  text: string;
  why: string;
}

interface ReadScript {
  /** What a recipe file would say; what the script leaves to Keras's defaults is said, where a recipe's are others. */
  recipe: Record<string, unknown>;
  /** What is wrong with it as a recipe, for example because the script names no network. */
  issues: Issue[];
  unread: UnreadLine[];
}

/** Calls that have no part in what is trained: modules and functions, and methods of a model or a list. */
const harmlessCalls =
  /^(print|display|len$|open$|(plt|os|shutil|sns|np|pd|random|warnings|drive)\.|tf\.(random|config)\.)/;
const harmlessMethods =
  /\.(summary|save|save_weights|evaluate(_generator)?|predict(_generator)?|reset|append|get_layer|plot|to_json)$/;

/**
 * Reads a Keras script of the usual shape into a recipe: a network of keras.applications (or the CNN), its head, what
 * is frozen, ImageDataGenerator and flow_from_directory, compile and fit, once or in several stages. It runs nothing.
 */
export function readScript(source: string): ReadScript {
  const known = new Map<string, Value>();
  const unread: UnreadLine[] = [];
  const freezing = new Map<string, Freeze>();
  const added: Value[] = [];
  const fits: Fit[] = [];
  let compiled: Call | null = null;
  let base: string | null = null;
  let seed: number | undefined;

  const statements = statementsOf(source);
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index]!;
    const complain = (why: string) =>
      unread.push({ line: statement.line, text: statement.text.replace(/\s+/g, ' '), why });
    try {
      index += readStatement(statement, statements.slice(index + 1));
    } catch (error) {
      if (!(error instanceof Unreadable || error instanceof Complaint)) throw error;
      complain(error.message);
    }
  }

  /** Answers how many of the following statements it has read with this one. */
  function readStatement({ text, indent }: Statement, rest: Statement[]): number {
    if (/^(import|from)\s/.test(text) || /^(pass|"""|''')/.test(text) || /^['"].*['"]$/s.test(text)) return 0;
    const block = rest.findIndex((next) => next.indent <= indent);
    const body = block < 0 ? rest : rest.slice(0, block);
    if (text.startsWith('for ')) return readLoop(text, body);
    if (/^(def|class|if|elif|else|while|with|try|except|finally|return|global|del|assert|@)\b/.test(text)) {
      const frozen = /name\s*==\s*['"]([^'"]+)['"]/.exec(text);
      if (frozen) return 0;
      throw new Complaint('control flow is not read');
    }
    const assignment = /^([\w.\s,]+?)\s*=(?!=)\s*(.+)$/s.exec(text);
    if (assignment && !/[([]/.test(assignment[1]!)) assign(assignment[1]!.trim(), parse(assignment[2]!));
    else evaluate(parse(text));
    return 0;
  }

  function parse(text: string): Value {
    return parseExpression(text, known);
  }

  function assign(target: string, value: Value): void {
    const trainable = /^(\w+)\.trainable$/.exec(target);
    if (trainable) {
      const of = trainable[1]!;
      if (base !== null && of !== base && !known.has(of)) throw new Complaint(`${of} is not known`);
      freezing.set(of, constantOf(value) === false ? 'all' : 'none');
      return;
    }
    if (value.kind === 'call') {
      const name = calledName(value);
      if (backboneNames.includes(lastName(name) as BackboneName)) base = target;
      if (/\.(fit|fit_generator)$/.test(name)) evaluate(value);
    }
    const names = target.split(',').map((name) => name.trim());
    if (names.length === 1) known.set(target, value);
    else if (value.kind === 'list' && value.items.length === names.length)
      for (const [index, name] of names.entries()) known.set(name, value.items[index]!);
    else for (const name of names) known.delete(name);
  }

  function evaluate(value: Value): void {
    if (value.kind !== 'call') {
      if (value.kind === 'constant' || value.kind === 'name') return;
      throw new Complaint('it is no call');
    }
    const name = calledName(value);
    if (/\.add$/.test(name)) added.push(value.args[0]!);
    else if (/\.compile$/.test(name)) compiled = value;
    else if (/\.(fit|fit_generator)$/.test(name)) fits.push({ call: value, compiled, freeze: freezeNow() });
    else if (/(set_random_seed|set_seed|seed)$/.test(name)) seed = constantOf(value.args[0]) as number;
    else if (!harmlessCalls.test(name) && !harmlessMethods.test(name)) throw new Complaint(`${name} is not known`);
  }

  /** `for layer in base.layers[:n]: layer.trainable = False`, and the idiom that waits for a layer's name. */
  function readLoop(text: string, body: Statement[]): number {
    const loop = /^for\s+(\w+)\s+in\s+(\w+)\.layers(?:\[(.*)\])?\s*:\s*(.*)$/s.exec(text);
    const lines = [...(loop?.[4] ? [loop[4]] : []), ...body.map((statement) => statement.text)];
    if (!loop || !lines.some((line) => /\.trainable\s*=/.test(line)))
      throw new Complaint('only loops over the layers of a network are read');
    const [, variable, network, range] = loop;
    const named = lines.map((line) => /name\s*==\s*['"]([^'"]+)['"]/.exec(line)?.[1]).find(Boolean);
    if (named) freezing.set(network!, { before: named });
    else {
      const set = lines.find((line) => line.startsWith(`${variable}.trainable`));
      const to = /=\s*(True|False)$/.exec(set ?? '')?.[1];
      if (to === undefined) throw new Complaint('what it sets trainable to is not known');
      freezing.set(network!, frozenRange(range, to === 'True', freezing.get(network!)));
    }
    return body.length;
  }

  function frozenRange(range: string | undefined, trains: boolean, before: Freeze | undefined): Freeze {
    if (range === undefined) return trains ? 'none' : 'all';
    const slice = /^\s*([^:]*?)\s*:\s*([^:]*?)\s*$/.exec(range);
    if (!slice) throw new Complaint('only one range of layers is read');
    const [from, to] = [slice[1]!, slice[2]!].map((text) => (text === '' ? null : constantOf(parse(text))));
    if (!trains && from === null && typeof to === 'number') return { index: to };
    if (trains && to === null && typeof from === 'number') return { index: from };
    // Setting all that was free, or all that was frozen, again changes nothing.
    if (before === (trains ? 'none' : 'all')) return before;
    throw new Complaint('only the first layers can be frozen, or the last ones trained');
  }

  function freezeNow(): Freeze {
    return (base !== null ? freezing.get(base) : undefined) ?? freezing.get('model') ?? 'none';
  }

  return assemble({ known, added, fits, unread, base, seed, lines: statements });
}

/** What is frozen: as in a recipe, or the first layers, counted as Python counts. */
type Freeze = 'all' | 'none' | { before: string } | { index: number };

interface Fit {
  call: Call;
  compiled: Call | null;
  freeze: Freeze;
}

interface Parts {
  known: ReadonlyMap<string, Value>;
  added: Value[];
  fits: Fit[];
  unread: UnreadLine[];
  base: string | null;
  seed: number | undefined;
  lines: Statement[];
}

/** Puts a recipe together; what does not fit one is added to the unread lines. */
function assemble({ known, added, fits, unread, seed, lines }: Parts): ReadScript {
  const attempt = <Result>(text: string, read: () => Result): Result | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      const at = lines.find((statement) => statement.text.includes(text) && !/^(from|import)\s/.test(statement.text));
      unread.push({ line: at?.line ?? 0, text: (at?.text ?? text).replace(/\s+/g, ' '), why: error.message });
      return undefined;
    }
  };
  const complain = (text: string, why: string) =>
    attempt(text, () => {
      throw new Complaint(why);
    });

  const network = readNetwork(known, added, complain);
  const [first, ...others] = fits;
  const generators = first ? generatorsOf(first.call, known, complain) : null;
  const recipe: Record<string, unknown> = {
    ...(network && { backbone: network.backbone, weights: network.weights }),
    ...((generators?.inputSize ?? network?.inputSize) && { inputSize: generators?.inputSize ?? network?.inputSize }),
    ...(generators && { interpolation: generators.interpolation, preprocessing: generators.preprocessing }),
    ...(network && first && { freeze: freezeOf(network.backbone, first.freeze) }),
    ...(network && { head: network.head }),
    ...(generators?.augmentation && { augmentation: generators.augmentation }),
  };
  if (first) {
    recipe.optimizer = attempt('compile', () => optimizerOf(first.compiled, known, complain));
    const training = trainingOf(first.call, known, generators?.classes ?? null, complain);
    recipe.training = {
      ...training,
      ...(generators && { batchSize: generators.batchSize, shuffle: generators.shuffle }),
      ...callbacksOf(first.call, known, complain),
    };
    const stages = others.flatMap(({ call, compiled, freeze }) => {
      if (!network) return [];
      const initial = constantOf(argument(call, 'initial_epoch', 6)) ?? 0;
      const { epochs } = trainingOf(call, known, null, () => {});
      if (
        JSON.stringify(callbacksOf(call, known, () => {})) !== JSON.stringify(callbacksOf(first.call, known, () => {}))
      )
        complain('.fit', 'it has other callbacks than the first fit, and a recipe has the same ones in every stage');
      const optimizer = attempt('compile', () => optimizerOf(compiled, known, complain));
      return [{ freeze: freezeOf(network.backbone, freeze), optimizer, epochs: epochs - Number(initial) }];
    });
    if (stages.length > 0) recipe.stages = stages;
  } else unread.push({ line: 0, text: '', why: 'the script calls neither fit nor fit_generator' });
  if (!network)
    unread.push({ line: 0, text: '', why: 'the script builds no network of keras.applications, and not the CNN' });
  const recipeSeed = generators?.seed ?? seed;
  if (typeof recipeSeed === 'number') recipe.seed = recipeSeed;
  unread.sort((one, other) => one.line - other.line);
  const { issues } = parseRecipe(JSON.parse(JSON.stringify(recipe)));
  return { recipe: JSON.parse(JSON.stringify(recipe)) as Record<string, unknown>, issues: issues ?? [], unread };
}

function freezeOf(backbone: BackboneName, freeze: Freeze): unknown {
  if (typeof freeze === 'string' || 'before' in freeze) return freeze;
  const { layers } = backbones[backbone];
  const index = freeze.index < 0 ? layers.length + freeze.index : freeze.index;
  if (index >= layers.length) return 'all';
  return index <= 0 ? 'none' : { before: layers[index]!.name };
}

interface Generators {
  inputSize: number | undefined;
  interpolation: string;
  preprocessing: 'rescale' | 'backbone';
  batchSize: number;
  shuffle: boolean;
  seed: number | undefined;
  classes: string[] | null;
  augmentation: Record<string, unknown> | null;
}

type Complain = (text: string, why: string) => void;

/** The generator that fit trains on, and the flow_from_directory that it comes from. */
function generatorsOf(fit: Call, known: ReadonlyMap<string, Value>, complain: Complain): Generators | null {
  const flow = argument(fit, 'x', 0) ?? argument(fit, 'generator', 0);
  if (flow?.kind !== 'call' || !calledName(flow).endsWith('flow_from_directory')) {
    complain('.fit', 'it does not train on the images of flow_from_directory');
    return null;
  }
  const generator = receiverOf(flow, known);
  const arguments_ = new Map(generator?.named);
  const rescale = arguments_.get('rescale');
  const hasOwn = arguments_.has('preprocessing_function');
  if (!rescale && !hasOwn) complain('ImageDataGenerator', 'it does not preprocess: the recipe divides by 255');
  if (rescale && Math.abs(Number(constantOf(rescale)) - 1 / 255) > 1e-6)
    complain('ImageDataGenerator', 'rescale is not 1/255: the recipe divides by 255');
  arguments_.delete('rescale');
  arguments_.delete('preprocessing_function');
  const augmentation: Record<string, unknown> = {};
  for (const [name, value] of arguments_) {
    const key = augmentationKeys[name];
    const plain = numbersOf(value);
    if (key && plain !== undefined) augmentation[key] = plain;
    else complain('ImageDataGenerator', `${name} has no place in a recipe`);
  }
  const [height, width] = (numbersOf(argument(flow, 'target_size', 1)) as number[] | undefined) ?? [256, 256];
  if (height !== width) complain('flow_from_directory', 'its images are not square: the recipe takes their height');
  return {
    inputSize: height,
    interpolation: (constantOf(argument(flow, 'interpolation', 12)) as string | undefined) ?? 'nearest',
    preprocessing: hasOwn ? 'backbone' : 'rescale',
    batchSize: (constantOf(argument(flow, 'batch_size', 5)) as number | undefined) ?? 32,
    shuffle: constantOf(argument(flow, 'shuffle', 6)) !== false,
    seed: (constantOf(argument(flow, 'seed', 7)) as number | null | undefined) ?? undefined,
    classes: (numbersOf(argument(flow, 'classes', 3)) as string[] | undefined) ?? null,
    augmentation: Object.keys(augmentation).length > 0 ? augmentation : null,
  };
}

const augmentationKeys: Record<string, string> = {
  rotation_range: 'rotationRange',
  width_shift_range: 'widthShiftRange',
  height_shift_range: 'heightShiftRange',
  shear_range: 'shearRange',
  zoom_range: 'zoomRange',
  horizontal_flip: 'horizontalFlip',
  vertical_flip: 'verticalFlip',
  fill_mode: 'fillMode',
  cval: 'cval',
};

/** `datagen.flow_from_directory(…)` → the call of ImageDataGenerator. */
function receiverOf({ callee }: Call, known: ReadonlyMap<string, Value>): Call | null {
  if (callee.kind === 'member' && callee.of.kind === 'call') return callee.of;
  if (callee.kind !== 'name') return null;
  const value = known.get(callee.path.slice(0, callee.path.lastIndexOf('.')));
  return value?.kind === 'call' ? value : null;
}
