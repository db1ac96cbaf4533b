import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { sentence } from '#contracts/issues';
import { firstTrainedLayer } from '#contracts/parameters';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { stagesOf } from '#contracts/stages';
import { loadWeights, type WantedWeights } from '../weights/loadWeights.ts';
import { buildModel, type RecipeModel } from './buildModel.ts';
import type { SavedModel } from './savedModel.ts';

/** A trained model without what training left as it was: that comes from the weights that the recipe names. */
export interface TrainedParameters extends Omit<SavedModel, 'model'> {
  /** The run that trained it. */
  run: string;
  /** SHA-256 of the backbone's weights before training, in hex. */
  weightsHash: string;
  /** By layer and index. */
  tensors: Map<string, { shape: number[]; values: Float32Array }>;
}

const opening = Buffer.from('downstream trained parameters 1\n');

const headerSchema = z.strictObject({
  run: z.string(),
  recipe: z.unknown(),
  classNames: z.array(z.string()).min(2),
  weightsHash: z.string(),
  eightBits: z.string().optional(),
  tensors: z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().nonnegative()) })),
});

/**
 * What training has made of a model, as one file: a line that names the format, the length of the header (uint32,
 * little endian), the header (JSON), and the tensors' float32 values one after another. Of the backbone it holds the
 * layers that some stage trained, with the moving averages of their normalizations; of the head everything.
 */
export function encodeTrainedParameters(
  { model, ...saved }: SavedModel,
  { run, weightsHash }: Pick<TrainedParameters, 'run' | 'weightsHash'>,
): Buffer {
  const { recipe, classNames, eightBits } = saved;
  const trained = trainedVariables(model, recipe);
  const specs = trained.map(({ name, variable }) => ({ name, shape: variable.shape }));
  const header = Buffer.from(
    JSON.stringify({ run, recipe, classNames, weightsHash, eightBits, tensors: specs } satisfies z.input<
      typeof headerSchema
    >),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([
    opening,
    length,
    header,
    ...trained.map(({ variable }) => {
      const { buffer, byteOffset, byteLength } = variable.dataSync();
      return new Uint8Array(buffer, byteOffset, byteLength);
    }),
  ]);
}

/** Reads what `encodeTrainedParameters` made. Throws WEIGHTS_UNAVAILABLE. */
export function decodeTrainedParameters(bytes: Buffer): TrainedParameters {
  if (!bytes.subarray(0, opening.length).equals(opening)) throw unusable('the file is of another format or version');
  const headerAt = opening.length + 4;
  const valuesAt = headerAt + bytes.readUInt32LE(opening.length);
  const { tensors: specs, ...header } = headerSchema.parse(JSON.parse(bytes.toString('utf8', headerAt, valuesAt)));
  const { recipe, issues } = parseRecipe(header.recipe);
  if (!recipe) throw unusable(`this version does not know its recipe: ${sentence(issues)}`);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + valuesAt, bytes.byteOffset + bytes.length));
  const tensors: TrainedParameters['tensors'] = new Map();
  let at = 0;
  for (const { name, shape } of specs) {
    const size = tf.util.sizeFromShape(shape);
    tensors.set(name, { shape, values: values.subarray(at, at + size) });
    at += size;
  }
  return { ...header, recipe, tensors };
}

/**
 * Builds the whole trained model again. `source` says where the weights are that training began with. Throws
 * WEIGHTS_UNAVAILABLE when they cannot be had or are not the same any more.
 */
export async function openTrainedModel(
  { tensors, weightsHash, ...trained }: TrainedParameters,
  source: Omit<WantedWeights, 'backbone' | 'top'>,
): Promise<SavedModel> {
  const { recipe, classNames } = trained;
  const model = buildModel(recipe, classNames.length);
  const ofBackbone = trainedVariables(model, recipe).length - variablesOf(model.head).length;
  if (ofBackbone < variablesOf(model.backbone.layers).length) {
    const { hash } = await loadWeights(model.backbone, { ...source, backbone: recipe.backbone });
    if (hash !== weightsHash)
      throw unusable(`the weights ${recipe.weights} of ${recipe.backbone} are not those that it was trained from`);
  }
  for (const { name, variable } of trainedVariables(model, recipe)) {
    const tensor = tensors.get(name);
    if (!tensor || String(tensor.shape) !== String(variable.shape))
      throw unusable(`expected ${name} [${variable.shape}], received [${tensor?.shape ?? 'nothing'}]`);
    tf.tidy(() => variable.assign(tf.tensor(tensor.values, tensor.shape)));
  }
  return { ...trained, model };
}

function trainedVariables({ backbone, head }: RecipeModel, recipe: Recipe): { name: string; variable: tf.Variable }[] {
  const first = Math.min(
    ...stagesOf(recipe).map(({ freeze }) => firstTrainedLayer({ backbone: recipe.backbone, freeze })),
  );
  return variablesOf([...backbone.layers.slice(first), ...head]);
}

function variablesOf(layers: tf.layers.Layer[]): { name: string; variable: tf.Variable }[] {
  return layers.flatMap((layer) =>
    layer.weights.map((weight, index) => ({ name: `${layer.name}/${index}`, variable: weight.read() as tf.Variable })),
  );
}

function unusable(why: string): RunFailure {
  return new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the trained parameters of a run, but ${why}`);
}
