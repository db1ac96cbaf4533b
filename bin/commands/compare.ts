import { Command } from 'commander';
import { type LessonOptions, withLessonOptions } from '../local/options.ts';

export function compareCommand(): Command {
  return withLessonOptions(new Command('compare'))
    .description('train several recipes on this machine on the same images and put their numbers side by side')
    .argument('<recipe...>', 'YAML or JSON files')
    .option('--json', 'one line of JSON a recipe: its parameters, epochs and evaluation')
    .addHelpText(
      'after',
      `
Example:
  downstream compare recipes/scenery-resnet50.yaml recipes/cnn.yaml --data ./scenery`,
    )
    .action(async (recipes: string[], options: LessonOptions) => {
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { compareHere } = await import('../local/compareHere.ts');
      await compareHere(recipes, options);
    });
}
