'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { QuotaText } from '../quotas/QuotaText.tsx';

export function AssignmentFacts({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { datasetVersion, metric, ownQuota, runsAtOnce, latePenalty, countingRule, dueAt, isOpen } = assignment;
  const { budgetSeconds, secondsUsed } = ownQuota;
  return (
    <Section title={t('assignments.facts')}>
      <FactList
        facts={[
          [t('assignments.rankedBy'), t(`metrics.${metric}`)],
          [t('assignments.counts'), t(`assignments.countingRules.${countingRule}`)],
          ...(isOpen
            ? [
                [t('assignments.runsLeft'), <QuotaText key="quota" quota={ownQuota} runsAtOnce={runsAtOnce} />] as [
                  string,
                  ReactNode,
                ],
              ]
            : []),
          ...(typeof budgetSeconds === 'number'
            ? [
                [
                  t('assignments.budgetUsed'),
                  t('assignments.budgetUsedValue', {
                    used: formats.duration(secondsUsed),
                    budget: formats.duration(budgetSeconds),
                  }),
                ] as [string, string],
              ]
            : []),
          ...(dueAt && latePenalty > 0
            ? [
                [
                  t('assignments.latePenalty'),
                  t('assignments.latePenaltyValue', { share: formats.wholePercent(latePenalty) }),
                ] as [string, string],
              ]
            : []),
          [t('assignments.timeZone'), assignment.timeZone],
          [t('assignments.trainingImages'), formats.count(datasetVersion.trainCount)],
          [t('assignments.validationImages'), formats.count(datasetVersion.validationCount)],
          [t('assignments.testImages'), formats.count(datasetVersion.testCount)],
        ]}
      />
    </Section>
  );
}
