'use client';

import { Anchor, List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type CurveFinding, readCurve } from '#contracts/curveReading';
import type { Recipe } from '#contracts/recipe';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { findingKey, findingSentence } from '../charts/findingSentence.ts';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';

interface ReadCurves {
  epochs: EpochFieldsFragment[];
  recipe: Recipe;
  /** Why the run failed. */
  failureCode?: string | undefined;
}

/** What the curves of a run say; null where there is nothing to read. */
export function findingsOf({ epochs, recipe, failureCode }: ReadCurves): CurveFinding[] | null {
  const endedNotFinite = failureCode === 'NAN_LOSS';
  if (epochs.length === 0 && !endedNotFinite) return null;
  return readCurve(
    epochs.map(({ valLoss, valAcc, ...epoch }) => ({ ...epoch, valLoss: valLoss ?? null, valAcc: valAcc ?? null })),
    recipe,
    endedNotFinite,
  );
}

/** The curves of a run in words, by the rules of contracts/curveReading. */
export function CurveReading({ epochs, recipe, failureCode }: ReadCurves) {
  const t = useTranslations();
  const formats = useFormats();
  const findings = findingsOf({ epochs, recipe, failureCode });
  if (!findings) return null;
  if (findings.length === 0) return <Text size="sm">{t('curveReading.nothing')}</Text>;
  return (
    <List size="sm" spacing={4} data-testid="curve-reading">
      {findings.map((finding) => (
        <List.Item key={findingKey(finding)}>
          {findingSentence(t, formats, finding)}{' '}
          <Anchor component={Link} href={`/learn/${lessonOf(finding)}`} size="sm" underline="always">
            {t('curveReading.lesson')}
            <span className="visually-hidden">{`: ${t(`curveReading.lessons.${lessonOf(finding)}`)}`}</span>
          </Anchor>
        </List.Item>
      ))}
    </List>
  );
}

/** The lesson that explains a finding. */
function lessonOf(finding: CurveFinding) {
  switch (finding.kind) {
    case 'OVERFITTING':
    case 'TOO_SURE':
    case 'GAP':
      return 'overfitting';
    case 'LAGGING':
      return 'frozen-batch-normalization';
    case 'VALIDATION_ABOVE_TRAINING':
      return finding.because === 'DROPOUT' || finding.because === 'NEITHER' ? 'overfitting' : 'augmentation';
    case 'STAGE':
    case 'DIVERGING':
    case 'NOT_FINITE':
      return 'transfer-and-fine-tuning';
    case 'UNSTEADY':
    case 'JUMPING':
      return 'steps-per-epoch';
    case 'STILL_IMPROVING':
    case 'PLATEAU':
    case 'TOO_SHORT':
    case 'NOTHING_SHOWS':
      return 'start-slope-asymptote';
  }
}
