'use client';

import type { ReactNode } from 'react';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { formatCount, formatPercent } from '../formats/numbers.ts';
import { formatDuration } from '../formats/times.ts';
import { FactList } from '../shell/FactList.tsx';
import { Section } from '../shell/Section.tsx';

/** What is known of a run in single numbers and names; what is not known yet is left out. */
export function RunFacts({ run }: { run: RunQuery['run'] }) {
  const last = run.lastEpoch;
  const facts: [string, ReactNode][] = [['Epochs', `${last?.epoch ?? 0} of ${formatCount(run.plannedEpochs)}`]];
  if (last) facts.push(['Training accuracy', formatPercent(last.acc)]);
  if (typeof last?.valAcc === 'number') facts.push(['Validation accuracy', formatPercent(last.valAcc)]);
  if (typeof run.seconds === 'number') facts.push(['Time', formatDuration(run.seconds)]);
  if (typeof run.totalParams === 'number') facts.push(['Parameters', formatCount(run.totalParams)]);
  if (typeof run.trainableParams === 'number') facts.push(['Trainable', formatCount(run.trainableParams)]);
  facts.push(['Backbone', run.backbone], ['Weights', run.weights], ['Seed', run.seed]);
  for (const { name } of run.publishedWeights) facts.push(['Published as', name]);
  const { featuresComputed: computed, featuresFound: found } = run;
  if (typeof computed === 'number' && typeof found === 'number' && computed + found > 0)
    facts.push(['Features', `${formatCount(computed)} images computed, ${formatCount(found)} found in the store`]);
  return (
    <Section title="Facts">
      <FactList facts={facts} />
    </Section>
  );
}
