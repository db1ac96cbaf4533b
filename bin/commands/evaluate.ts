import { Command } from 'commander';
import { byContentOption, type DataOptions, engineOption } from '../local/options.ts';

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('evaluate a model that "train --save" kept on labelled images')
    .argument('<model>', 'the folder of the model')
    .requiredOption('--data <folder>', 'holds one folder a class, or a test/ that does')
    .addOption(byContentOption())
    .addOption(engineOption())
    .option('--json', 'the evaluation as one line of JSON')
    .addHelpText(
      'after',
      `
Example:
  downstream evaluate ./my-model --data ./cats-and-dogs`,
    )
    .action(async (model: string, options: DataOptions) => {
      const { evaluateHere } = await import('../local/evaluateHere.ts');
      await evaluateHere(model, options);
    });
}
