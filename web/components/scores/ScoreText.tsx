'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { directionOf } from '#contracts/metrics';
import type { ScoreRangeFieldsFragment, UntoldReason } from '../../graphql/generated/graphql.ts';
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

/** What is known of the score of one run: more than of an entry of a board, namely why nothing new is told. */
export interface ToldScore {
  public: ScoreRangeFieldsFragment;
  isNewAnswer: boolean;
  untold?: UntoldReason | null;
}

/** Why a run's score is no score but a sentence: it is no step better than the best one, or not told at all. */
export function noScoreText({ public: score, isNewAnswer, untold }: ToldScore, t: Translate): string | null {
  if (isNewAnswer || score.low === score.high) return null;
  if (untold) return t(`scores.noScore.${untold}`);
  const { most, lowerIsBetter } = directionOf(score.metric);
  const isBound = lowerIsBetter ? score.high === most : score.low === 0;
  return isBound ? t('scores.noScore.notBetter') : null;
}

/** A run's public score in one line: as exactly as it is known, or why it is not told and what bounds it. */
export function runScoreText(evaluation: ToldScore, t: Translate, formats: Formats): string {
  const score = scoreText(evaluation.public, t, formats);
  const noScore = noScoreText(evaluation, t);
  if (noScore === null) return score;
  return evaluation.untold ? noScore : t('scores.bounded', { sentence: noScore, bound: score });
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

/** A run's public score. Where there is none, a sentence stands in its place, and what bounds it in small letters. */
export function RunScoreText({ evaluation, size = 'sm' }: { evaluation: ToldScore; size?: 'sm' | 'xl' }) {
  const t = useTranslations();
  const formats = useFormats();
  const noScore = noScoreText(evaluation, t);
  if (noScore === null) return <ScoreText score={evaluation.public} size={size} />;
  return (
    <div>
      <Text size={size === 'xl' ? 'md' : 'sm'}>{noScore}</Text>
      {!evaluation.untold && (
        <Text size={size === 'xl' ? 'sm' : 'xs'} c="dimmed">
          {scoreText(evaluation.public, t, formats)}
        </Text>
      )}
    </div>
  );
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
