'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { ManageAssignmentDocument } from '../../graphql/generated/graphql.ts';
import { mayChange } from '../accounts/roles.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Deadline } from './Deadline.tsx';
import { Revisions } from './Revisions.tsx';

const ManageTeams = dynamic(() => import('./ManageTeams.tsx').then(({ ManageTeams }) => ManageTeams), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});
const Extensions = dynamic(() => import('./Extensions.tsx').then(({ Extensions }) => Extensions), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});

/** What staff do for single people and with runs: extensions, teams, revisions. */
export function ManagePage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(ManageAssignmentDocument, { variables: { id } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={t(assignment && assignment.teamSize > 1 ? 'assignments.manageDetails' : 'assignments.manageSingle')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
      description={assignment && <Deadline {...assignment} />}
    >
      <QueryState result={result} rows={10}>
        {({ assignment }) => (
          <Stack gap="lg">
            <ArchivedNotice course={assignment.course} />
            {mayChange(assignment.course) && (
              <>
                <Extensions assignment={assignment} />
                {assignment.teamSize > 1 && <ManageTeams assignment={assignment} />}
              </>
            )}
            <Revisions assignment={assignment} />
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
