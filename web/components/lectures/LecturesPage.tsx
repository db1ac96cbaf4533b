'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { LecturesDocument, type LecturesQuery } from '../../graphql/generated/graphql.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { stateColors } from './stateColors.ts';
import { stateText } from './stateText.ts';

const CreateLecture = dynamic(() => import('./CreateLecture.tsx').then(({ CreateLecture }) => CreateLecture), {
  ssr: false,
  loading: () => <LoadingRows rows={12} />,
});

/** The lectures of an assignment, and a new one. */
export function LecturesPage({ assignmentId }: { assignmentId: string }) {
  const t = useTranslations();
  const result = useQuery(LecturesDocument, { variables: { assignmentId } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={t('lectures.title')}
      description={t('lectures.description')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${assignmentId}` },
        ]
      }
    >
      <QueryState result={result} rows={8}>
        {({ assignment }) =>
          assignment.lectures ? (
            <Stack gap="lg">
              <ArchivedNotice course={assignment.course} />
              {!assignment.course.archivedAt && !assignment.course.guestsInLectures && (
                <GuestsOff courseId={assignment.course.id} />
              )}
              <LectureList lectures={assignment.lectures} />
              {!assignment.course.archivedAt && assignment.course.guestsInLectures && (
                <CreateLecture
                  assignmentId={assignmentId}
                  starter={assignment.starterRecipe}
                  published={assignment.course.publishedWeights}
                />
              )}
            </Stack>
          ) : (
            <EmptyState title={t('lectures.staffOnly')}>{t('lectures.staffOnlyText')}</EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}

/** Says that a course allows no guests, and where that is changed. */
export function GuestsOff({ courseId }: { courseId: string }) {
  const t = useTranslations();
  return (
    <Alert title={t('lectures.guestsOff')} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('lectures.guestsOffText')}</Text>
        <Button size="xs" variant="default" component={Link} href={`/courses/${courseId}/settings`}>
          {t('lectures.toSettings')}
        </Button>
      </Stack>
    </Alert>
  );
}

type Lectures = NonNullable<LecturesQuery['assignment']['lectures']>;

function LectureList({ lectures }: { lectures: Lectures }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Section title={t('lectures.title')}>
      {lectures.length === 0 ? (
        <EmptyState title={t('lectures.none')}>{t('lectures.noneText')}</EmptyState>
      ) : (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {lectures.map((lecture) => (
            <Group component="li" key={lecture.id} justify="space-between" gap="sm">
              <Stack gap={0} miw={0} flex={1}>
                <Anchor component={Link} href={`/lectures/${lecture.id}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {lecture.title}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {formats.moment(lecture.createdAt)}
                </Text>
              </Stack>
              <Badge variant="light" color={stateColors[lecture.state]}>
                {stateText(lecture, t)}
              </Badge>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
