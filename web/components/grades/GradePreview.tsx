'use client';

import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { GradePreviewDocument, type GradingRuleInput } from '../../graphql/generated/graphql.ts';
import { Bars } from '../charts/Bars.tsx';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';

/** What the class would get by a rule that is not saved yet. */
export function GradePreview(props: {
  assignmentId: string;
  rule: GradingRuleInput;
  /** Whether there is a rule already, by which people have points. */
  changesRule: boolean;
}) {
  const { assignmentId, rule, changesRule } = props;
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(GradePreviewDocument, {
    variables: { assignmentId, rule },
    fetchPolicy: 'network-only',
  });
  return (
    <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={4}>
      {({ gradePreview: preview }) =>
        preview.counted === 0 ? (
          <Text size="sm" c="dimmed">
            {t('grades.previewNoRuns')}
          </Text>
        ) : (
          <Stack>
            <FactList
              facts={[
                [
                  t('grades.previewCounted'),
                  t('grades.previewCountedValue', { counted: preview.counted, students: preview.students }),
                ],
                [t('grades.previewLate'), formats.count(preview.late)],
                [t('grades.mean'), formats.pointsOrDash(preview.mean)],
                [t('grades.median'), formats.pointsOrDash(preview.median)],
                ...(changesRule
                  ? [[t('grades.previewChanged'), formats.count(preview.changed)] as [string, string]]
                  : []),
              ]}
            />
            <Bars
              label={t('grades.previewChart')}
              rows={preview.histogram.map((count, index) => ({
                name: t('grades.previewShare', { from: index * 10, to: index * 10 + 10 }),
                count,
              }))}
            />
          </Stack>
        )
      }
    </QueryState>
  );
}
