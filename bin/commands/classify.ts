import { Command } from 'commander';
import { engineOption, type LocalOptions } from '../local/options.ts';
import { refusingBadInput } from '../local/refuse.ts';

export function classifyCommand(): Command {
  return new Command('classify')
    .description('ask a model that "train --save" kept what images show')
    .argument('<model>', 'the folder of the model')
    .argument('<image...>', 'image files')
    .addOption(engineOption())
    .option('--json', 'one line of JSON an image, with the probability of every class')
    .addHelpText(
      'after',
      `
Example:
  downstream classify ./my-model cat.jpg dog.jpg`,
    )
    .action(async (model: string, images: string[], options: LocalOptions) => {
      const { classifyHere } = await import('../local/classifyHere.ts');
      await refusingBadInput(() => classifyHere(model, images, options));
    });
}
