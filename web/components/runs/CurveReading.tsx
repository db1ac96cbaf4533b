'use client';

import { List, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type CurveFinding, readCurve } from '#contracts/curveReading';
import { parseRecipe } from '#contracts/recipe';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { type Formats, useFormats } from '../page/formats.ts';

/** The curves of a run in words, by the rules of contracts/curveReading. */
export function CurveReading({ epochs, recipe: stored }: { epochs: EpochFieldsFragment[]; recipe: unknown }) {
  const t = useTranslations();
  const formats = useFormats();
  const { recipe } = parseRecipe(stored);
  if (!recipe || epochs.length === 0) return null;
  const findings = readCurve(
    epochs.map(({ valLoss, valAcc, ...epoch }) => ({ ...epoch, valLoss: valLoss ?? null, valAcc: valAcc ?? null })),
    recipe,
  );
  if (findings.length === 0) return <Text size="sm">{t('curveReading.nothing')}</Text>;
  return (
    <List size="sm" spacing={4} data-testid="curve-reading">
      {findings.map((finding) => (
        <List.Item key={finding.kind}>{sentenceOf(t, formats, finding)}</List.Item>
      ))}
    </List>
  );
}

function sentenceOf(t: Translate, formats: Formats, finding: CurveFinding): string {
  switch (finding.kind) {
    case 'OVERFITTING':
      return t('curveReading.OVERFITTING', { epoch: finding.epoch, best: formats.value(finding.bestValLoss) });
    case 'PLATEAU':
      return t('curveReading.PLATEAU', { epoch: finding.epoch });
    case 'VALIDATION_ABOVE_TRAINING':
      return t(`curveReading.VALIDATION_ABOVE_TRAINING.${finding.because}`);
    default:
      return t(`curveReading.simple.${finding.kind}`);
  }
}
