import { type DifferingField, differingFields, fieldValueText, shortFieldName } from './recipeDifferences.ts';

/** What a run is told apart by. */
export interface Labelled {
  name?: string | null;
  recipe: unknown;
  /** By name, where the recipe has the id of published weights. */
  weights: string;
}

/** What follows of a recipe when it is one of many; a name and what differs most are enough. */
const mostPhrases = 4;

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

/** What the `index`th of several runs has in the fields in which they differ: "epochs 20, freeze all". */
export function differencePhrases(
  fields: readonly DifferingField[],
  { weights }: Pick<Labelled, 'weights'>,
  index: number,
): string {
  // What tells most runs apart comes first. A part that the recipe lacks is said only where there is nothing else.
  const telling = fields.toSorted((a, b) => differentValues(b) - differentValues(a));
  const present = telling.filter(({ values }) => values[index] !== undefined && values[index] !== null);
  const all = (present.length > 0 ? present : telling).map(({ path, values }) => {
    if (path === 'weights') return weights;
    const value = fieldValueText(path, values[index]);
    return path === 'backbone' ? value : `${shortFieldName(path)} ${value}`;
  });
  return [...all.slice(0, mostPhrases), ...(all.length > mostPhrases ? ['…'] : [])].join(', ');
}

const differentValues = ({ values }: DifferingField) => new Set(values.map((value) => JSON.stringify(value))).size;
