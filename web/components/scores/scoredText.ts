import type { Recipe } from '#contracts/recipe';
import type { Translate } from '../../i18n/translate.ts';

/** After which epoch the network was scored. */
export function scoredText({ training }: Recipe, t: Translate): string {
  return t(training.earlyStopping?.restoreBestWeights ? 'scores.afterBest' : 'scores.afterLast');
}
