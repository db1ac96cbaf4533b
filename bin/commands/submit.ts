import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import { parse, YAMLParseError } from 'yaml';
import { submitRun } from '../api/operations.ts';
import { callersPath } from './callersPath.ts';
import { signedInClient } from './credentials.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
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
  if (options.seed !== undefined && typeof recipe === 'object' && recipe !== null) Object.assign(recipe, { seed: options.seed });
  const client = await signedInClient();
  const { submitRun: submitted } = await client.request(submitRun, { input: { assignmentId: options.assignment, recipe } });
  if (submitted.alreadySubmitted) process.stderr.write('This very recipe was submitted before; this is the earlier run.\n');
  process.stdout.write(`${submitted.run.id}\n`);
  if (options.watch) await watchRuns(client, [submitted.run.id]);
}

/** The recipe as written. Whether it is a good one the server decides, whose release may know more than this one. */
export async function readRecipe(path: string): Promise<unknown> {
  const source = path === '-' ? await text(process.stdin) : await readFile(callersPath(path), 'utf8').catch(unreadable(path));
  try {
    // JSON is YAML, too. An empty file is a recipe that leaves everything out.
    return (parse(source) as unknown) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new CommandError(exitCodes.refused, 'RECIPE_UNREADABLE', `${path} is neither YAML nor JSON: ${error.message}`, {
      hint: 'recipes/ has examples.',
    });
  }
}

export function unreadable(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new CommandError(exitCodes.refused, 'FILE_UNREADABLE', `${path} cannot be read: ${why}.`, { cause });
  };
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0 on.');
  return Number(value);
}
