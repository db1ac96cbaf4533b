'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { type RunStatus, runStatuses } from '#contracts/runStatus';
import { AssignmentMembersDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { RunTable } from './RunTable.tsx';
import { statusNames } from './statusNames.ts';
import { useRuns } from './useRuns.ts';

const step = 50;
const most = 500;

/** Everybody's runs of an assignment, for its staff. */
export function AllRunsPage({ id }: { id: string }) {
  const assignment = useQuery(AssignmentMembersDocument, { variables: { id } }).data?.assignment;
  const [studentId, setStudentId] = useState<string | null>(null);
  const [statuses, setStatuses] = useState<RunStatus[]>([]);
  const [first, setFirst] = useState(step);
  const result = useRuns({ assignmentId: id, studentId, statuses: statuses.length > 0 ? statuses : null, first });
  const runs = result.data ?? result.previousData;
  return (
    <Page
      title="All runs"
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
    >
      <Section title="Runs">
        <Group align="flex-end">
          <Select
            label="Student"
            placeholder="Everybody"
            clearable
            searchable
            data={assignment?.course.members.map(({ user }) => ({ value: user.id, label: user.name })) ?? []}
            value={studentId}
            onChange={setStudentId}
          />
          <MultiSelect
            label="Status"
            placeholder={statuses.length === 0 ? 'Any' : undefined}
            clearable
            miw={220}
            data={runStatuses.map((status) => ({ value: status, label: statusNames[status].name }))}
            value={statuses}
            onChange={(chosen) => setStatuses(chosen as RunStatus[])}
          />
        </Group>
        <QueryState result={{ ...result, data: runs }}>
          {({ runs }) =>
            runs.length === 0 ? (
              <EmptyState title="No such run">Runs appear here as soon as they are submitted.</EmptyState>
            ) : (
              <Stack>
                <RunTable runs={runs} withStudent />
                {runs.length === first && first < most && (
                  <Button variant="default" onClick={() => setFirst(first + step)} loading={result.loading}>
                    Show more
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
