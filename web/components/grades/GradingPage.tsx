'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { GradingDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';

const GradingForm = dynamic(() => import('./GradingForm.tsx').then(({ GradingForm }) => GradingForm), {
  ssr: false,
  loading: () => <LoadingRows rows={12} />,
});

/** How an assignment is graded, for its staff. */
export function GradingPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(GradingDocument, { variables: { assignmentId: id } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={t('grades.grading')}
      description={t('grades.gradingDescription')}
      size={900}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
    >
      <QueryState result={result} rows={8}>
        {({ assignment }) =>
          !isStaff(assignment.course.role) ? (
            <EmptyState title={t('grades.staffOnly')}>{t('grades.staffOnlyText')}</EmptyState>
          ) : (
            <Stack gap="lg">
              <ArchivedNotice course={assignment.course} />
              <GradingForm key={id} assignment={assignment} />
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}
