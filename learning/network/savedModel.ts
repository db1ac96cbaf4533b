import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { sentence } from '#contracts/issues';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { buildModel, type RecipeModel } from './buildModel.ts';
import { earlierNames } from './head.ts';

/**
 * A trained model is a folder: `model.json` holds the recipe, `weights.bin` the weights, float32, layer after layer.
 */
const descriptionSchema = z.strictObject({
  format: z.literal('downstream-model-1'),
  recipe: z.unknown(),
  classNames: z.array(z.string()).min(2),
  eightBits: z.string().optional(),
  weightsFrom: z.strictObject({ file: z.string(), weightsHash: z.string() }).optional(),
  weights: z.array(z.strictObject({ name: z.string(), shape: z.array(z.int()), dtype: z.literal('float32') })),
});

export interface SavedModel {
  recipe: Recipe;
  classNames: string[];
  model: RecipeModel;
  /** The run that trained it, where a site did. */
  run?: string | undefined;
  /** Where the frozen prefix was computed in eight bits: how far that was from float32, as it was measured. */
  eightBits?: string | undefined;
  /** The file that the backbone's weights came from, in place of those that the recipe names, and their SHA-256. */
  weightsFrom?: { file: string; weightsHash: string } | undefined;
}

/** Writes a model to a folder, and creates the folder if it is missing. */
export async function saveModel(
  folder: string,
  { recipe, classNames, model, eightBits, weightsFrom }: SavedModel,
): Promise<void> {
  const weights = weightsOf(model);
  const specs = weights.map(({ name, tensor }) => ({ name, shape: tensor.shape, dtype: 'float32' as const }));
  const description = {
    format: 'downstream-model-1',
    // The weights that the recipe names were not used.
    recipe: weightsFrom ? { ...recipe, weights: undefined } : recipe,
    classNames,
    eightBits,
    weightsFrom,
    weights: specs,
  } satisfies z.input<typeof descriptionSchema>;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'weights.bin'), Buffer.concat(weights.map(({ tensor }) => bytesOf(tensor.dataSync()))));
  await writeFile(join(folder, 'model.json'), `${JSON.stringify(description, null, 2)}\n`);
}

/** Reads a model that `saveModel` wrote. Throws WEIGHTS_UNAVAILABLE, naming the fault, if the folder holds none. */
export async function readModel(folder: string): Promise<SavedModel> {
  const path = join(folder, 'model.json');
  const refuse = (why: string, cause?: unknown) =>
    new RunFailure('WEIGHTS_UNAVAILABLE', `Expected a model that "train --save" wrote in ${folder}, but ${why}`, {
      cause,
    });
  const source = await readFile(path, 'utf8').catch((cause) => {
    throw refuse('it has no model.json', cause);
  });
  const { data, error } = descriptionSchema.safeParse(parseJson(source));
  if (!data) throw refuse('its model.json is not of this version', error);
  const { recipe, issues } = parseRecipe(data.recipe);
  if (!recipe) throw refuse(`its recipe is not valid: ${sentence(issues)}`);
  const bytes = await readFile(join(folder, 'weights.bin')).catch((cause) => {
    throw refuse('it has no weights.bin', cause);
  });
  const model = buildModel(recipe, data.classNames.length);
  const weights = weightsOf(model);
  const expected = weights.map(({ name, tensor }) => `${name} [${tensor.shape.join(', ')}]`);
  const today = new Map([...earlierNames(model.head)].map(([name, earlier]) => [earlier, name]));
  const nameToday = (name: string) => name.replace(/^[^/]+/, (layer) => today.get(layer) ?? layer);
  const received = data.weights.map(({ name, shape }) => `${nameToday(name)} [${shape.join(', ')}]`);
  const unlike = expected.findIndex((text, index) => text !== received[index]);
  if (unlike >= 0)
    throw refuse(
      `its first weight that does not fit is ${received[unlike] ?? 'missing'}, where ${expected[unlike]} was expected`,
    );
  const size = weights.reduce((sum, { tensor }) => sum + tensor.size * 4, 0);
  if (bytes.length !== size) throw refuse(`its weights.bin has ${bytes.length} bytes, where ${size} were expected`);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  let at = 0;
  for (const { tensor } of weights) {
    const { shape, size: count } = tensor;
    tf.tidy(() => tensor.assign(tf.tensor(values.subarray(at, at + count), shape, 'float32')));
    at += count;
  }
  const { classNames, eightBits, weightsFrom } = data;
  return { recipe, classNames, model, eightBits, weightsFrom };
}

/** All weights of the network, the backbone's first. */
function weightsOf({ backbone, head }: RecipeModel): { name: string; tensor: tf.Variable }[] {
  return [...backbone.layers, ...head].flatMap((layer) =>
    layer.weights.map((weight, index) => ({ name: `${layer.name}/${index}`, tensor: weight.read() as tf.Variable })),
  );
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
