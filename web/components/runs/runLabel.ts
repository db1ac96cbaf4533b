import { differingFields } from '#contracts/recipeDifferences';
import { differencePhrases, type Labelled } from '#contracts/runLabel';

/**
 * How each of several runs is called: by its name, else by the fields in which their recipes differ.
 *
 * @param withoutSeed where one label is for all seeds of a recipe
 */
export function runLabels(runs: readonly Labelled[], withoutSeed = false): string[] {
  const fields = differingFields(runs.map(({ recipe }) => recipe)).filter(
    ({ path }) => !(withoutSeed && path === 'seed'),
  );
  return runs.map((run, index) => run.name || differencePhrases(fields, run, index) || wholeLabel(run));
}

/**
 * The fields in which each run of a list differs from the others: "epochs 20, freeze all". Where its network stands in
 * place of a name, the others are those of the same network.
 */
export function apartLabels(runs: readonly Labelled[]): string[] {
  const fields = differingFields(runs.map(({ recipe }) => recipe));
  const withoutNetwork = fields.filter(({ path }) => path !== 'backbone');
  return runs.map((run, index) => {
    if (run.name) return differencePhrases(fields, run, index);
    const alike = runs.filter((other) => !other.name && backboneOf(other) === backboneOf(run));
    if (alike.length === 1) return differencePhrases(withoutNetwork, run, index);
    return differencePhrases(differingFields(alike.map(({ recipe }) => recipe)), run, alike.indexOf(run));
  });
}

const backboneOf = ({ recipe }: Labelled) => (recipe as { backbone?: string }).backbone;

function wholeLabel({ recipe, weights }: Labelled): string {
  const { backbone, seed } = recipe as { backbone?: string; seed?: number };
  return [backbone, weights, seed].filter((part) => part !== undefined).join(', ');
}
