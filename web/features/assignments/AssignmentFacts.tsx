'use client';

import type { AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { formatCount } from '../formats/numbers.ts';
import { FactList } from '../shell/FactList.tsx';
import { Section } from '../shell/Section.tsx';
import { metricNames } from './metricNames.ts';

export function AssignmentFacts({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const { datasetVersion, metric, quotaLeft, dailyQuota } = assignment;
  return (
    <Section title="At a glance">
      <FactList
        facts={[
          ['Ranked by', metricNames[metric]],
          ['Runs left today', `${formatCount(quotaLeft)} of ${formatCount(dailyQuota)}`],
          ['Training images', formatCount(datasetVersion.trainCount)],
          ['Validation images', formatCount(datasetVersion.validationCount)],
          ['Test images, sealed', formatCount(datasetVersion.testCount)],
        ]}
      />
    </Section>
  );
}
