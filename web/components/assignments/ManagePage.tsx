'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ManageAssignmentDocument } from '../../graphql/generated/graphql.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Deadline } from './Deadline.tsx';
import { Extensions } from './Extensions.tsx';
import { ManageTeams } from './ManageTeams.tsx';
import { Revisions } from './Revisions.tsx';

/** What staff do for single people and with runs: extensions, teams, revisions. */
export function ManagePage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(ManageAssignmentDocument, { variables: { id } });
  const assignment = result.data?.assignment;
  return (
    <Page
      title={t('assignments.manageDetails')}
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
            <Extensions assignment={assignment} />
            {assignment.teamSize > 1 && <ManageTeams assignment={assignment} />}
            <Revisions assignment={assignment} />
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
