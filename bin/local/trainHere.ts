import { plannedEpochs } from '#contracts/stages';
import { saveModel } from '#learning';
import { callersPath } from '../terminal/arguments.ts';
import { readWholeRecipe } from '../terminal/recipeFile.ts';
import { openDataFolders } from './dataFolders.ts';
import type { TrainOptions } from './options.ts';
import { openPlace } from './place.ts';
import { epochLine, evaluationText, featuresLine, foundLine } from './report.ts';
import { requireLocalWeights, trainOn } from './trainOn.ts';

/** Trains one recipe, prints its epochs and what its network makes of the test images. */
export async function trainHere(path: string, options: TrainOptions): Promise<void> {
  const recipe = await readWholeRecipe(path);
  requireLocalWeights(recipe, options.weightsFile);
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const folders = await openDataFolders(options);
  for (const folder of Object.values(folders)) say(foundLine(folder));

  const place = await openPlace(options.engine);
  const { model, evaluation, features, weightsHash, eightBits } = await trainOn(place, folders, recipe, {
    weightsFile: options.weightsFile === undefined ? undefined : callersPath(options.weightsFile),
    onEpoch: (epoch) => void process.stdout.write(`${epochLine(epoch, plannedEpochs(recipe), options.json)}\n`),
  });
  const line = featuresLine(features);
  if (line) say(line);
  process.stdout.write(`${evaluationText(evaluation, options.json)}\n`);
  if (options.save === undefined) return;
  const { weightsFile } = options;
  await saveModel(callersPath(options.save), {
    recipe,
    classNames: [...folders.train.classNames],
    model,
    eightBits,
    weightsFrom: weightsFile === undefined ? undefined : { file: weightsFile, weightsHash },
  });
  say(`Saved the model in ${options.save}.`);
}
