'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Grid, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AssignmentDocument, type AssignmentQuery } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { MyGrade } from '../grades/MyGrade.tsx';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { Link } from '../page/Link.tsx';
import { type DrawnText, Markdown } from '../page/Markdown.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { AssignmentFacts } from './AssignmentFacts.tsx';
import { Deadline } from './Deadline.tsx';

const StaffActions = dynamic(() => import('./StaffActions.tsx').then(({ StaffActions }) => StaffActions), {
  ssr: false,
});

const TeamCard = dynamic(() => import('../teams/TeamCard.tsx').then(({ TeamCard }) => TeamCard), { ssr: false });
const OwnRuns = dynamic(() => import('../runs/OwnRuns.tsx').then(({ OwnRuns }) => OwnRuns), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const SampleImages = dynamic(() => import('../datasets/SampleImages.tsx').then(({ SampleImages }) => SampleImages), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});

export function AssignmentPage({ id, drawn }: { id: string; drawn: Promise<DrawnText | null> }) {
  const t = useTranslations();
  const result = useQuery(AssignmentDocument, { variables: { id } });
  const assignment = result.data?.assignment;
  const teaches = assignment !== undefined && isStaff(assignment.course.role);
  const previews = useSearchParams().get('as') === 'student' && teaches;
  const staff = teaches && !previews;
  const shown = assignment && previews ? asPublished(assignment) : assignment;
  return (
    <Page
      title={assignment?.title ?? t('assignments.assignment')}
      crumbs={
        assignment && [
          { label: t('courses.title'), href: '/courses' },
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
        ]
      }
      description={shown && <Deadline {...shown} />}
      actions={
        assignment && (
          <>
            {staff && (
              <>
                {!assignment.course.archivedAt && <StaffActions assignment={assignment} />}
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
            {assignment.isOpen ? (
              <Button component={Link} href={`/assignments/${id}/submit`}>
                {t('runs.new')}
              </Button>
            ) : (
              // Nobody can submit to a draft: the button shows where it will be.
              shown?.isOpen && <Button disabled>{t('runs.new')}</Button>
            )}
          </>
        )
      }
    >
      <QueryState result={result} rows={8}>
        {({ assignment }) => (
          <Grid gap="lg">
            {assignment.course.archivedAt && (
              <Grid.Col span={12}>
                <ArchivedNotice course={assignment.course} />
              </Grid.Col>
            )}
            {previews && (
              <Grid.Col span={12}>
                <Alert color="blue" role="status">
                  {t.rich(assignment.publishedAt ? 'assignments.previewing' : 'assignments.previewingDraft', {
                    back: (text) => (
                      <Anchor component={Link} href={`/assignments/${id}`} underline="always">
                        {text}
                      </Anchor>
                    ),
                  })}
                </Alert>
              </Grid.Col>
            )}
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Stack gap="lg">
                {assignment.description && (
                  <Section title={t('assignments.task')}>
                    <Markdown text={assignment.description} drawn={drawn} />
                  </Section>
                )}
                <Section title={t('assignments.yourRuns')}>
                  <OwnRuns assignmentId={id} isOpen={assignment.isOpen} />
                </Section>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="lg">
                {assignment.teamSize > 1 && !staff && <TeamCard assignment={assignment} />}
                {!staff && <MyGrade assignmentId={id} />}
                <AssignmentFacts assignment={previews ? asPublished(assignment) : assignment} />
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

/** A draft as students see it once it is published and has opened; any other assignment as it is. */
function asPublished(assignment: AssignmentQuery['assignment']): AssignmentQuery['assignment'] {
  if (assignment.publishedAt || assignment.course.archivedAt) return assignment;
  const { closesAt } = assignment.ownDates;
  return {
    ...assignment,
    publishedAt: assignment.opensAt,
    isOpen: !closesAt || Date.parse(closesAt) > Date.now(),
  };
}
