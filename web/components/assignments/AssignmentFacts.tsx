'use client';

import { useTranslations } from 'next-intl';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

export function AssignmentFacts({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { datasetVersion, metric, quotaLeft, dailyQuota } = assignment;
  return (
    <Section title={t('assignments.facts')}>
      <FactList
        facts={[
          [t('assignments.rankedBy'), t(`metrics.${metric}`)],
          [t('assignments.runsLeft'), t('assignments.runsLeftValue', { left: quotaLeft, quota: dailyQuota })],
          [t('assignments.trainingImages'), formats.count(datasetVersion.trainCount)],
          [t('assignments.validationImages'), formats.count(datasetVersion.validationCount)],
          [t('assignments.testImages'), formats.count(datasetVersion.testCount)],
        ]}
      />
    </Section>
  );
}
