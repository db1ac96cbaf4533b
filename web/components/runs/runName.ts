import { apartFromStarter } from '#contracts/runLabel';
import type { Translate } from '../../i18n/translate.ts';

interface NamedRun {
  name: string | null | undefined;
  backbone: string;
  weights: string;
  recipe: unknown;
  assignment: { starterRecipe: unknown };
}

/** A run's network and in what it differs from the starter recipe: "CNN, random weights: epochs 20". */
export function networkOfRun(t: Translate, run: NamedRun): string {
  const network = t('runs.title', { backbone: run.backbone, weights: run.weights });
  const apart = apartFromStarter(run, run.assignment.starterRecipe);
  return apart === '' ? network : t('runs.titleApart', { network, apart });
}

/** What a run is called on all of its pages: its name, else its network and what is its own. */
export function runName(t: Translate, run: NamedRun): string {
  return run.name || networkOfRun(t, run);
}
