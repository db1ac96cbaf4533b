'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

/** A run in single numbers and names, as far as they are known. */
export function RunFacts({ run }: { run: RunQuery['run'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const last = run.lastEpoch;
  const facts: [string, ReactNode][] = [
    [t('runs.epochs'), t('runs.epochsOf', { done: last?.epoch ?? 0, planned: run.plannedEpochs })],
  ];
  if (last) facts.push([t('runs.trainingAccuracy'), formats.percent(last.acc)]);
  if (typeof last?.valAcc === 'number') facts.push([t('runs.validationAccuracy'), formats.percent(last.valAcc)]);
  if (typeof run.seconds === 'number') facts.push([t('runs.time'), formats.duration(run.seconds)]);
  if (typeof run.totalParams === 'number') facts.push([t('runs.parameters'), formats.count(run.totalParams)]);
  const byStage = run.trainableParamsByStage ?? [];
  for (const [index, count] of byStage.entries())
    facts.push([
      byStage.length === 1 ? t('runs.trainable') : t('runs.trainableInStage', { number: index + 1 }),
      formats.count(count),
    ]);
  facts.push([t('runs.backbone'), run.backbone], [t('runs.weights'), run.weights], [t('runs.seed'), run.seed]);
  for (const { name } of run.publishedWeights) facts.push([t('runs.publishedAs'), name]);
  const { featuresComputed: computed, featuresFound: found } = run;
  if (typeof computed === 'number' && typeof found === 'number' && computed + found > 0)
    facts.push([t('runs.features'), t('runs.featuresValue', { computed, found })]);
  return (
    <Section title={t('runs.facts')}>
      <FactList facts={facts} />
    </Section>
  );
}
