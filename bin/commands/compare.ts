import { Command } from 'commander';
import { type DatasetOptions, withDatasetOptions } from '../local/options.ts';

export function compareCommand(): Command {
  return withDatasetOptions(new Command('compare'))
    .description('train several recipes on this machine on the same images and put their numbers side by side')
    .argument('<recipe...>', 'YAML or JSON files')
    .option('--json', 'one line of JSON a recipe: its parameters, epochs and evaluation')
    .addHelpText(
      'after',
      `
Example:
  downstream compare recipes/scenery-resnet50.yaml recipes/cnn.yaml --data ./scenery`,
    )
    .action(async (recipes: string[], options: DatasetOptions) => {
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { compareHere } = await import('../local/compareHere.ts');
      await compareHere(recipes, options);
    });
}
