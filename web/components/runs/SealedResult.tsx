'use client';

import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { ClassScores } from './ClassScores.tsx';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';

const strong = (text: ReactNode) => <strong>{text}</strong>;

type SealedEvaluation = NonNullable<RunQuery['run']['sealedEvaluation']>;

/** The whole evaluation on the test set, which only the staff may see. */
export function SealedResult({ evaluation }: { evaluation: SealedEvaluation }) {
  const t = useTranslations();
  const formats = useFormats();
  const { testAcc, testLoss, testImages, perClass, confusion } = evaluation;
  return (
    <Section title={t('runs.sealed')} description={t('runs.sealedDescription')}>
      <Group gap="xl">
        <Text>
          {t.rich('runs.sealedAccuracy', {
            value: testAcc,
            strong: (text) => <strong data-testid="test-accuracy">{text}</strong>,
          })}
        </Text>
        <Text>{t.rich('runs.sealedLoss', { value: formats.value(testLoss), strong })}</Text>
        <Text>{t.rich('runs.sealedImages', { value: testImages, strong })}</Text>
      </Group>
      <ClassScores scores={perClass} />
      <Stack gap="xs">
        <Title order={3}>{t('runs.confusion')}</Title>
        <ConfusionMatrix classNames={perClass.map((score) => score.className)} counts={confusion} />
      </Stack>
    </Section>
  );
}
