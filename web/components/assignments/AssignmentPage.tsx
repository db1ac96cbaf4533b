'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Grid, Stack } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AssignmentDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { SampleImages } from '../datasets/SampleImages.tsx';
import { MyGrade } from '../grades/MyGrade.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { OwnRuns } from '../runs/OwnRuns.tsx';
import { AssignmentFacts } from './AssignmentFacts.tsx';
import { Deadline } from './Deadline.tsx';

export function AssignmentPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(AssignmentDocument, { variables: { id } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={assignment?.title ?? t('assignments.assignment')}
      crumbs={
        assignment && [
          { label: t('courses.title'), href: '/courses' },
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
        ]
      }
      description={assignment && <Deadline {...assignment} />}
      actions={
        assignment && (
          <>
            {isStaff(assignment.course.role) && (
              <>
                <Button component={Link} href={`/assignments/${id}/grading`} variant="default">
                  {t('grades.grading')}
                </Button>
                <Button component={Link} href={`/assignments/${id}/runs`} variant="default">
                  {t('runs.all')}
                </Button>
              </>
            )}
            <Button component={Link} href={`/assignments/${id}/leaderboard`} variant="default">
              {t('leaderboards.title')}
            </Button>
            {assignment.isOpen && (
              <Button component={Link} href={`/assignments/${id}/submit`}>
                {t('runs.new')}
              </Button>
            )}
          </>
        )
      }
    >
      <QueryState result={result} rows={8}>
        {({ assignment }) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Stack gap="lg">
                {assignment.description && (
                  <Section title={t('assignments.task')}>
                    <div style={{ whiteSpace: 'pre-wrap' }}>{assignment.description}</div>
                  </Section>
                )}
                <Section title={t('assignments.yourRuns')}>
                  <OwnRuns assignmentId={id} isOpen={assignment.isOpen} />
                </Section>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="lg">
                <MyGrade assignmentId={id} />
                <AssignmentFacts assignment={assignment} />
                <Section
                  title={t('assignments.classes')}
                  description={t('assignments.classesDescription', { dataset: assignment.datasetVersion.dataset.name })}
                >
                  <SampleImages version={assignment.datasetVersion} />
                </Section>
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </QueryState>
    </Page>
  );
}
