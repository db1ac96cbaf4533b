import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { parseYaml } from '#contracts/yaml';
import { callersPath, unreadable } from './arguments.ts';
import { CommandError, exitCodes } from './exitCodes.ts';

/** The recipe as written. Whether it is a good one the server decides, whose release may know more than this one. */
export async function readRecipe(path: string): Promise<unknown> {
  const source =
    path === '-' ? await text(process.stdin) : await readFile(callersPath(path), 'utf8').catch(unreadable(path));
  const document = parseYaml(source);
  const [error] = document.errors;
  if (error)
    throw new CommandError(
      exitCodes.refused,
      'RECIPE_UNREADABLE',
      `${path} is neither YAML nor JSON: ${error.message}`,
      { hint: 'recipes/ has examples.' },
    );
  // An empty file is a recipe that leaves everything out.
  return (document.toJS() as unknown) ?? {};
}

/**
 * The recipe with every default filled in, for commands that need no server. Throws RECIPE_INVALID with all that is
 * wrong.
 */
export async function readWholeRecipe(path: string): Promise<Recipe> {
  const { recipe, issues } = parseRecipe(await readRecipe(path));
  if (recipe) return recipe;
  const lines = issues.map((issue) => `${issue.path}: ${issue.message}`).join('\n  ');
  throw new CommandError(exitCodes.refused, 'RECIPE_INVALID', `${path} is no recipe:\n  ${lines}`, {
    hint: 'recipes/ has examples.',
  });
}
