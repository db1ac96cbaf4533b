import { Command } from 'commander';
import { sizeInKerasWords } from '#contracts/parameters';
import type { ModelDescription } from '#learning';
import { wholeNumber } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { readWholeRecipe } from '../terminal/recipeFile.ts';
import { table } from '../terminal/table.ts';

export function summaryCommand(): Command {
  return new Command('summary')
    .description("list a recipe's layers, their shapes and parameters, as Keras's summary() does")
    .argument('<recipe>', 'a YAML or JSON file, or - for standard input')
    .option('--classes <number>', 'that the network tells apart', wholeNumber, 2)
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
Example:
  downstream summary recipes/mobilenetv2-frozen.yaml --classes 6`,
    )
    .action(summary);
}

async function summary(path: string, { classes, json }: { classes: number; json?: boolean }): Promise<void> {
  if (classes < 2)
    throw new CommandError(
      exitCodes.refused,
      'BAD_USER_INPUT',
      `Expected two classes or more in --classes, received ${classes}.`,
    );
  const recipe = await readWholeRecipe(path);
  // TensorFlow.js takes a while to load, which no other command should wait for.
  const { describeModel } = await import('#learning');
  const description = await describeModel(recipe, classes);
  process.stdout.write(
    `${json ? JSON.stringify({ backbone: recipe.backbone, classes, ...description }) : inKerasWords(description)}\n`,
  );
}

function inKerasWords({ layers, totalParams, trainableParams, nonTrainableParams }: ModelDescription): string {
  const rows = layers.map(({ name, className, outputShape, params }) => [
    `${name} (${className})`,
    `(${outputShape.map((side) => side ?? 'None').join(', ')})`,
    params.toLocaleString('en'),
  ]);
  return `${table(['Layer (type)', 'Output Shape', 'Param #'], rows)}

Total params: ${sizeInKerasWords(totalParams)}
Trainable params: ${sizeInKerasWords(trainableParams)}
Non-trainable params: ${sizeInKerasWords(nonTrainableParams)}`;
}
