'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Grid, Stack } from '@mantine/core';
import Link from 'next/link';
import { AssignmentDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../courses/roles.ts';
import { SampleImages } from '../datasets/SampleImages.tsx';
import { OwnRuns } from '../runs/OwnRuns.tsx';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { AssignmentFacts } from './AssignmentFacts.tsx';
import { Deadline } from './Deadline.tsx';

export function AssignmentPage({ id }: { id: string }) {
  const result = useQuery(AssignmentDocument, { variables: { id } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={assignment?.title ?? 'Assignment'}
      crumbs={
        assignment && [
          { label: 'Courses', href: '/courses' },
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
        ]
      }
      description={assignment && <Deadline {...assignment} />}
      actions={
        assignment && (
          <>
            {isStaff(assignment.course.role) && (
              <Button component={Link} href={`/assignments/${id}/runs`} variant="default">
                All runs
              </Button>
            )}
            <Button component={Link} href={`/assignments/${id}/leaderboard`} variant="default">
              Leaderboard
            </Button>
            {assignment.isOpen && (
              <Button component={Link} href={`/assignments/${id}/submit`}>
                New run
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
                  <Section title="Task">
                    <div style={{ whiteSpace: 'pre-wrap' }}>{assignment.description}</div>
                  </Section>
                )}
                <Section title="Your runs">
                  <OwnRuns assignmentId={id} isOpen={assignment.isOpen} />
                </Section>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="lg">
                <AssignmentFacts assignment={assignment} />
                <Section title="Classes" description={`Training images of ${assignment.datasetVersion.dataset.name}`}>
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
