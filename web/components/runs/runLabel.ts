import { type DifferingField, differingFields, fieldValueText, shortFieldName } from '#contracts/recipeDifferences';

/** What a run is told apart by. */
export interface Labelled {
  name?: string | null;
  recipe: unknown;
  /** By name, where the recipe has the id of published weights. */
  weights: string;
}

/** What follows of a recipe when it is one of many; a name and what differs most are enough. */
const mostPhrases = 4;

/**
 * How each of several runs is called: by its name, else by the fields in which their recipes differ.
 *
 * @param withoutSeed where one label is for all seeds of a recipe
 */
export function runLabels(runs: readonly Labelled[], withoutSeed = false): string[] {
  const fields = differingFields(runs.map(({ recipe }) => recipe)).filter(
    ({ path }) => !(withoutSeed && path === 'seed'),
  );
  return runs.map((run, index) => run.name || phrases(fields, run, index) || wholeLabel(run));
}

/**
 * The fields in which each run of a list differs from the others: "epochs 20, freeze all". Where its network stands in
 * place of a name, the others are those of the same network.
 */
export function apartLabels(runs: readonly Labelled[]): string[] {
  const fields = differingFields(runs.map(({ recipe }) => recipe));
  const withoutNetwork = fields.filter(({ path }) => path !== 'backbone');
  return runs.map((run, index) => {
    if (run.name) return phrases(fields, run, index);
    const alike = runs.filter((other) => !other.name && backboneOf(other) === backboneOf(run));
    if (alike.length === 1) return phrases(withoutNetwork, run, index);
    return phrases(differingFields(alike.map(({ recipe }) => recipe)), run, alike.indexOf(run));
  });
}

const backboneOf = ({ recipe }: Labelled) => (recipe as { backbone?: string }).backbone;

/** In what a run differs from the recipe that students begin with; what its title says already is left out. */
export function apartFromStarter(run: Labelled, starter: unknown): string {
  const fields = differingFields([run.recipe, starter]);
  return phrases(
    fields.filter(({ path }) => path !== 'backbone' && path !== 'weights'),
    run,
    0,
  );
}

function phrases(fields: readonly DifferingField[], { weights }: Labelled, index: number): string {
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

function wholeLabel({ recipe, weights }: Labelled): string {
  const { backbone, seed } = recipe as { backbone?: string; seed?: number };
  return [backbone, weights, seed].filter((part) => part !== undefined).join(', ');
}
