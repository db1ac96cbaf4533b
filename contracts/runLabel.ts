import { type DifferingField, differingFields, fieldValueText, shortFieldName } from './recipeDifferences.ts';

/** What a run is told apart by. */
export interface Labelled {
  name?: string | null;
  recipe: unknown;
  /** By name, where the recipe has the id of published weights. */
  weights: string;
}

/** What follows of a recipe when it is one of many; a name and what differs most are enough. */
const mostPhrases = 3;

/** In what a run differs from the recipe that students begin with; what its title says already is left out. */
export function apartFromStarter(run: Labelled, starter: unknown): string {
  const fields = differingFields([run.recipe, starter]);
  return differencePhrases(
    fields.filter(({ path }) => path !== 'backbone' && path !== 'weights'),
    run,
    0,
  );
}

/** A run in one phrase, alone: its name, else its network and in what it differs from the starter recipe. */
export function runTitle(run: Pick<Labelled, 'name' | 'recipe'>, starter: unknown): string {
  if (run.name) return run.name;
  const { backbone = '' } = run.recipe as { backbone?: string };
  return [backbone, apartFromStarter({ ...run, weights: '' }, starter)].filter((part) => part !== '').join(', ');
}

/**
 * What the `index`th of several runs has in the fields in which they differ: "epochs 20, freeze all". What fewest
 * others have comes first, then what tells most runs apart.
 */
export function differencePhrases(
  fields: readonly DifferingField[],
  { weights }: Pick<Labelled, 'weights'>,
  index: number,
): string {
  const telling = fields.toSorted(
    (a, b) => alike(a, index) - alike(b, index) || differentValues(b) - differentValues(a),
  );
  // A part that the recipe lacks is said only where there is nothing else.
  const present = telling.filter(({ values }) => values[index] !== undefined && values[index] !== null);
  const all = (present.length > 0 ? present : telling).map(({ path, values }) => {
    if (path === 'weights') return weights;
    const value = groupText(values, index) ?? fieldValueText(path, values[index]);
    return isNamedByValue(path) ? value : `${shortFieldName(path)} ${value}`.trim();
  });
  return [...all.slice(0, mostPhrases), ...(all.length > mostPhrases ? ['…'] : [])].join(', ');
}

/** "adam" says what it is. */
const isNamedByValue = (path: string) => path === 'backbone' || path.endsWith('optimizer.name');

/** How many of the other runs have the same as one. */
const alike = ({ values }: DifferingField, index: number) =>
  values.filter((value) => JSON.stringify(value) === JSON.stringify(values[index])).length;

/**
 * A group that others lack, such as a second stage: what those that have it have differently, else what says most of
 * it. Undefined for what is no group.
 */
function groupText(values: readonly unknown[], index: number): string | undefined {
  const isPart = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('before' in value);
  const own = values[index];
  if (!isPart(own) || values.every(isPart)) return undefined;
  const groups = values.filter(isPart);
  const fields = differingFields(groups);
  if (fields.length > 0) return differencePhrases(fields, { weights: '' }, groups.indexOf(own));
  if ('units' in own) return `units ${own.units}`;
  return 'freeze' in own ? `freeze ${fieldValueText('freeze', own.freeze)}` : '';
}

const differentValues = ({ values }: DifferingField) => new Set(values.map((value) => JSON.stringify(value))).size;
