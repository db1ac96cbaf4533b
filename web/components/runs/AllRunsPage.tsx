'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type RunStatus, runStatuses } from '#contracts/runStatus';
import { AssignmentMembersDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

const step = 50;
const most = 500;

/** Everybody's runs of an assignment, for its staff. */
export function AllRunsPage({ id }: { id: string }) {
  const t = useTranslations();
  const assignment = useQuery(AssignmentMembersDocument, { variables: { id } }).data?.assignment;
  const [studentId, setStudentId] = useState<string | null>(null);
  const [statuses, setStatuses] = useState<RunStatus[]>([]);
  const [first, setFirst] = useState(step);
  const result = useRuns({ assignmentId: id, studentId, statuses: statuses.length > 0 ? statuses : null, first });
  const runs = result.data ?? result.previousData;
  return (
    <Page
      title={t('runs.all')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
    >
      <Section title={t('runs.list')}>
        <Group align="flex-end">
          <Select
            label={t('runs.student')}
            placeholder={t('runs.everybody')}
            clearable
            searchable
            data={assignment?.course.members.map(({ user }) => ({ value: user.id, label: user.name })) ?? []}
            value={studentId}
            onChange={setStudentId}
          />
          <MultiSelect
            label={t('runs.statusColumn')}
            placeholder={statuses.length === 0 ? t('runs.anyStatus') : undefined}
            clearable
            miw={220}
            data={runStatuses.map((status) => ({ value: status, label: t(`runs.status.${status}`) }))}
            value={statuses}
            onChange={(chosen) => setStatuses(chosen as RunStatus[])}
          />
        </Group>
        <QueryState result={{ ...result, data: runs }}>
          {({ runs }) =>
            runs.length === 0 ? (
              <EmptyState title={t('runs.noneFound')}>{t('runs.noneFoundText')}</EmptyState>
            ) : (
              <Stack>
                <RunTable runs={runs} withStudent />
                {runs.length === first && first < most && (
                  <Button variant="default" onClick={() => setFirst(first + step)} loading={result.loading}>
                    {t('runs.showMore')}
                  </Button>
                )}
              </Stack>
            )
          }
        </QueryState>
      </Section>
    </Page>
  );
}
