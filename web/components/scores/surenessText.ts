import { wilson } from '#contracts/wilson';
import type { ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Formats } from '../page/formats.ts';

/**
 * How sure an accuracy is: few images say little of all those that there could be. Of a score that is only known to be
 * at most so high, nothing is said.
 */
export function surenessText(score: ScoreRangeFieldsFragment, t: Translate, formats: Formats): string | null {
  const { low, high, images, seeds, metric } = score;
  if (metric !== 'ACCURACY' || seeds > 1 || images < 1 || (low === 0 && high > 0)) return null;
  return t('scores.sure', {
    images,
    low: formats.percent(wilson(low, images)[0]),
    high: formats.percent(wilson(high, images)[1]),
  });
}
