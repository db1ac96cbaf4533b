'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { directionOf } from '#contracts/metrics';
import type { ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { type Formats, useFormats } from '../page/formats.ts';

/** One number of a metric: a share is percent, a loss has four decimals. */
export function scoreNumber(value: number, metric: string, formats: Formats): string {
  return directionOf(metric).lowerIsBetter ? formats.value(value) : formats.percent(value);
}

/** A score as exactly as it is known: "50.0% to 55.6%", "at most 55.6%", "55.6%", "at least 0.4000". */
export function scoreText({ low, high, metric }: ScoreRangeFieldsFragment, t: Translate, formats: Formats): string {
  const { most, lowerIsBetter } = directionOf(metric);
  const [from, to] = [low, high].map((value) => scoreNumber(value, metric, formats)) as [string, string];
  if (low === high) return from;
  if (isUntold({ low, high, metric })) return t('scores.untold');
  if (lowerIsBetter && high === most) return t('scores.atLeast', { low: from });
  return low > 0 ? t('scores.range', { low: from, high: to }) : t('scores.atMost', { high: to });
}

/** Whether nothing is known of a score. */
export function isUntold({ low, high, metric }: Pick<ScoreRangeFieldsFragment, 'low' | 'high' | 'metric'>): boolean {
  return low === 0 && high === directionOf(metric).most;
}

/** What the score was measured on: "9 or 10 of 18 images". */
export function imagesText({ low, high, images, seeds, metric }: ScoreRangeFieldsFragment, t: Translate): string {
  const from = low * images;
  const to = high * images;
  if (seeds > 1) return t('scores.seeds', { seeds, images });
  if (metric !== 'ACCURACY') return t('scores.images', { images });
  if (high === 1 && low === 0) return t('scores.images', { images });
  if (!isWhole(from) || !isWhole(to)) return t('scores.images', { images });
  if (low === 0 && low !== high) return t('scores.rightAtMost', { to: Math.round(to), images });
  const right = { from: Math.round(from), to: Math.round(to), images };
  if (right.from === right.to) return t('scores.right', right);
  return right.to === right.from + 1 ? t('scores.rightEither', right) : t('scores.rightBetween', right);
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-4;
}

/** Both, one above the other. */
export function ScoreText({ score, size = 'sm' }: { score: ScoreRangeFieldsFragment; size?: 'sm' | 'xl' }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <div>
      <Text size={size} fw={600} className="figure">
        {scoreText(score, t, formats)}
      </Text>
      <Text size={size === 'xl' ? 'sm' : 'xs'} c="dimmed">
        {imagesText(score, t)}
      </Text>
    </div>
  );
}
