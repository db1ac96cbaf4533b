'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { directionOf } from '#contracts/metrics';
import { MyGradeDocument, type MyGradeQuery } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { scoreNumber } from '../scores/ScoreText.tsx';

/** A student's published grade, and how it is made. Nothing where an assignment is not graded. */
export function MyGrade({ assignmentId }: { assignmentId: string }) {
  const result = useQuery(MyGradeDocument, { variables: { assignmentId } });
  return (
    <QueryState result={result} rows={0}>
      {({ assignment }) => (assignment.gradingRule || assignment.myGrade) && <Grade assignment={assignment} />}
    </QueryState>
  );
}

function Grade({ assignment }: { assignment: MyGradeQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { gradingRule, myGrade, isExcused, metric } = assignment;
  const isLoss = directionOf(metric).lowerIsBetter;
  const worst = gradingRule?.thresholds[0];
  return (
    <Section title={t('grades.yours')}>
      {isExcused ? (
        <Text>{t('grades.youAreExcused')}</Text>
      ) : myGrade ? (
        <Stack gap="xs">
          <Text fz={36} fw={680} lh={1} className="figure">
            {t('grades.pointsOf', { points: formats.pointsOrDash(myGrade.points), outOf: myGrade.outOf })}
          </Text>
          <PublishedMarks grade={myGrade} />
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
            ...(worst && worst.points > 0
              ? [
                  [
                    t(isLoss ? 'grades.aboveLoss' : 'grades.belowScore', {
                      score: scoreNumber(worst.score, metric, formats),
                    }),
                    t('grades.pointsValue', { points: 0 }),
                  ] as [string, string],
                ]
              : []),
            ...gradingRule.thresholds.map(({ score, points }): [string, string] => [
              t(isLoss ? 'grades.fromLoss' : 'grades.fromScore', {
                score: scoreNumber(score, metric, formats),
              }),
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

/** What is special about a published grade. */
function PublishedMarks({ grade }: { grade: NonNullable<MyGradeQuery['assignment']['myGrade']> }) {
  const t = useTranslations();
  const { runId, daysLate, isOverride } = grade;
  const marks = [
    !runId && !isOverride && t('grades.marks.missing'),
    daysLate > 0 && t('grades.marks.late', { days: daysLate }),
    isOverride && t('grades.setByStaff'),
  ].filter((mark) => mark !== false);
  if (marks.length === 0) return null;
  return (
    <Group gap={6} data-testid="marks">
      {marks.map((mark) => (
        <Badge key={mark} variant="light" color="orange" tt="none">
          {mark}
        </Badge>
      ))}
    </Group>
  );
}
