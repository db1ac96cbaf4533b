import { Command } from 'commander';
import { type DataOptions, dataOption, engineOption } from '../local/options.ts';

export function compareCommand(): Command {
  return new Command('compare')
    .description('train several recipes on this machine on the same images and put their numbers side by side')
    .argument('<recipe...>', 'YAML or JSON files')
    .requiredOption(...dataOption)
    .addOption(engineOption())
    .option('--json', 'one line of JSON a recipe: its parameters, epochs and evaluation')
    .addHelpText(
      'after',
      `
Example:
  downstream compare recipes/scenery-resnet50.yaml recipes/cnn.yaml --data ./scenery`,
    )
    .action(async (recipes: string[], options: DataOptions) => {
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { compareHere } = await import('../local/compareHere.ts');
      await compareHere(recipes, options);
    });
}
