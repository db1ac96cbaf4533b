import { Command } from 'commander';
import { signedInClient } from '../api/credentials.ts';
import { SubmitRunDocument } from '../api/generated/graphql.ts';
import { wholeNumber } from '../terminal/arguments.ts';
import { readRecipe } from '../terminal/recipeFile.ts';
import { watchRuns } from './watch.ts';

export function submitCommand(): Command {
  return new Command('submit')
    .description('submit a recipe as a run; prints the id of the run')
    .argument('<recipe>', 'a YAML or JSON file, or - for standard input')
    .requiredOption('--assignment <id>', "the assignment, from its page's address")
    .option('--seed <number>', "instead of the recipe's own seed", wholeNumber)
    .option('--watch', 'follow the run until it ends')
    .addHelpText(
      'after',
      `
Example:
  downstream submit recipes/mobilenetv2-frozen.yaml --assignment 0198… --watch`,
    )
    .action(submit);
}

async function submit(path: string, options: { assignment: string; seed?: number; watch?: boolean }): Promise<void> {
  const recipe = await readRecipe(path);
  if (options.seed !== undefined && typeof recipe === 'object' && recipe !== null)
    Object.assign(recipe, { seed: options.seed });
  const client = await signedInClient();
  const { submitRun: submitted } = await client.request(SubmitRunDocument, {
    input: { assignmentId: options.assignment, recipe },
  });
  if (submitted.alreadySubmitted)
    process.stderr.write('This very recipe was submitted before; this is the earlier run.\n');
  process.stdout.write(`${submitted.run.id}\n`);
  if (options.watch) await watchRuns(client, [submitted.run.id]);
}
