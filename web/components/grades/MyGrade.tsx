'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MyGradeDocument } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

/** A student's published grade, and how it is made. Nothing where an assignment is not graded. */
export function MyGrade({ assignmentId }: { assignmentId: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const { data } = useQuery(MyGradeDocument, { variables: { assignmentId } });
  if (!data?.assignment.gradingRule && !data?.assignment.myGrade) return null;
  const { gradingRule, myGrade } = data.assignment;
  return (
    <Section title={t('grades.yours')}>
      {myGrade ? (
        <Stack gap="xs">
          <Text fz={36} fw={680} lh={1} className="figure">
            {t('grades.pointsOf', { points: formats.pointsOrDash(myGrade.points), outOf: myGrade.outOf })}
          </Text>
          {myGrade.feedback && <Text style={{ whiteSpace: 'pre-wrap' }}>{myGrade.feedback}</Text>}
          {myGrade.runId && (
            <Anchor component={Link} href={`/runs/${myGrade.runId}`} size="sm">
              {t('grades.openRun')}
            </Anchor>
          )}
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {t('grades.notYet')}
        </Text>
      )}
      {gradingRule && (
        <FactList
          facts={[
            [t('grades.maxPoints'), formats.pointsOrDash(gradingRule.maxPoints)],
            ...gradingRule.thresholds.map(({ score, points }): [string, string] => [
              t('grades.fromScore', { score: formats.percent(score) }),
              t('grades.pointsValue', { points }),
            ]),
            ...(gradingRule.completion > 0
              ? [
                  [t('grades.completion'), t('grades.pointsValue', { points: gradingRule.completion })] as [
                    string,
                    string,
                  ],
                ]
              : []),
            ...(gradingRule.handPoints > 0
              ? [
                  [t('grades.handPoints'), t('grades.pointsUpTo', { points: gradingRule.handPoints })] as [
                    string,
                    string,
                  ],
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}
