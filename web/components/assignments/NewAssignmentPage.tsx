'use client';

import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { AssignmentChoicesDocument } from '../../graphql/generated/graphql.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';

const NewAssignmentForm = dynamic(
  () => import('./NewAssignmentForm.tsx').then(({ NewAssignmentForm }) => NewAssignmentForm),
  {
    ssr: false,
    loading: () => <LoadingRows rows={10} />,
  },
);

/** The form for a new assignment of a course: published, or a draft at first. */
export function NewAssignmentPage({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const result = useQuery(AssignmentChoicesDocument, { variables: { courseId } });
  const course = result.data?.course;
  return (
    <Page
      title={t('assignments.create')}
      crumbs={
        course && [
          { label: t('courses.title'), href: '/courses' },
          { label: course.title, href: `/courses/${courseId}` },
        ]
      }
      size={900}
    >
      <QueryState result={result} rows={10}>
        {({ course }) => {
          if (course.archivedAt) return <ArchivedNotice course={course} />;
          const versions = course.datasets.flatMap((dataset) => dataset.versions);
          if (versions.length === 0) return <Text size="sm">{t('assignments.needsDataset')}</Text>;
          return <NewAssignmentForm course={course} firstVersion={versions[0]?.id ?? null} />;
        }}
      </QueryState>
    </Page>
  );
}
