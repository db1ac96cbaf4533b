'use client';

import { useQuery } from '@apollo/client/react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AssignmentChoicesDocument, EditAssignmentDocument } from '../../graphql/generated/graphql.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';

const EditAssignmentForm = dynamic(
  () => import('./EditAssignmentForm.tsx').then(({ EditAssignmentForm }) => EditAssignmentForm),
  {
    ssr: false,
    loading: () => <LoadingRows rows={10} />,
  },
);

/** The form for an assignment that is there. */
export function EditAssignmentPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(EditAssignmentDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const assignment = result.data?.assignment;
  // The form keeps what it was opened with, until somebody asks for the newer state.
  const [loads, setLoads] = useState(0);
  const choices = useQuery(AssignmentChoicesDocument, {
    variables: { courseId: assignment?.course.id ?? '' },
    skip: !assignment,
  });
  return (
    <Page
      title={t('assignments.edit')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
      size={900}
    >
      <QueryState result={result} rows={10}>
        {({ assignment }) =>
          assignment.course.archivedAt ? (
            <ArchivedNotice course={assignment.course} />
          ) : (
            <QueryState result={choices} rows={10}>
              {({ course }) => (
                <EditAssignmentForm
                  key={`${assignment.id} ${loads}`}
                  assignment={assignment}
                  course={course}
                  reload={() => result.refetch().then(() => setLoads(loads + 1))}
                />
              )}
            </QueryState>
          )
        }
      </QueryState>
    </Page>
  );
}
