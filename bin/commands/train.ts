import { Command } from 'commander';
import { type TrainOptions, withDatasetOptions } from '../local/options.ts';

export function trainCommand(): Command {
  return withDatasetOptions(new Command('train'))
    .description('train a recipe on this machine, without a server, and evaluate it on the test images')
    .argument('<recipe>', 'a YAML or JSON file, or - for standard input')
    .option(
      '--weights-file <file>',
      "the backbone's weights, instead of those that the recipe names: .h5 or .keras of any Keras version, model.json",
    )
    .option('--save <folder>', 'keep the trained model there, for "evaluate" and "predict"')
    .option('--json', 'one line of JSON an epoch, then one with the evaluation')
    .addHelpText(
      'after',
      `
Example:
  downstream train recipes/cnn.yaml --data ./cats-and-dogs --save ./my-model`,
    )
    .action(async (recipe: string, options: TrainOptions) => {
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { trainHere } = await import('../local/trainHere.ts');
      await trainHere(recipe, options);
    });
}
