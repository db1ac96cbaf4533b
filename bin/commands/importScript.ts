import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { readScript } from '../script/readScript.ts';
import { pythonOfNotebook } from '../script/statements.ts';
import { callersPath, unreadable } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

export function importScriptCommand(): Command {
  return new Command('import-script')
    .description('read a Keras script or notebook into a recipe, and list the lines that have no place in one')
    .argument('<script>', 'a .py or .ipynb file')
    .option('--out <recipe.yaml>', 'where the recipe goes, instead of standard output')
    .option('--json', 'the recipe, its issues and the unread lines as JSON')
    .addHelpText(
      'after',
      `
Nothing of the script is run. Lines that only print, plot or save are passed over.

Example:
  downstream import-script course.ipynb --out recipe.yaml`,
    )
    .action(importScript);
}

async function importScript(path: string, { out, json }: { out?: string; json?: boolean }): Promise<void> {
  const source = await readFile(callersPath(path), 'utf8').catch(unreadable(path));
  const { recipe, issues, unread } = readScript(path.endsWith('.ipynb') ? pythonIn(path, source) : source);
  if (json) {
    process.stdout.write(`${JSON.stringify({ recipe, issues, unread }, null, 2)}\n`);
    return;
  }
  const text = stringify(recipe);
  if (out === undefined) process.stdout.write(text);
  else await writeFile(callersPath(out), text);
  if (unread.length > 0) {
    const lines = unread.map(({ line, text, why }) => `  ${line === 0 ? '' : `line ${line}: `}${short(text)}${why}`);
    process.stderr.write(`Not read:\n${lines.join('\n')}\n`);
  }
  if (issues.length > 0) {
    const lines = issues.map((issue) => `${issue.path}: ${issue.message}`).join('\n  ');
    throw new CommandError(exitCodes.refused, 'RECIPE_INVALID', `What was read is no whole recipe yet:\n  ${lines}`);
  }
}

function pythonIn(path: string, source: string): string {
  try {
    return pythonOfNotebook(source);
  } catch (cause) {
    throw new CommandError(exitCodes.refused, 'FILE_UNREADABLE', `${path} is no notebook.`, { cause });
  }
}

function short(text: string): string {
  if (text === '') return '';
  return `${text.length > 70 ? `${text.slice(0, 69)}…` : text}  — `;
}
