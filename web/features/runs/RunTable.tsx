'use client';

import { Anchor, Table, Text } from '@mantine/core';
import Link from 'next/link';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { formatPercent } from '../formats/numbers.ts';
import { formatDateTime, formatDuration } from '../formats/times.ts';
import { StatusBadge } from './StatusBadge.tsx';

const share = (value: number | null | undefined) => (typeof value === 'number' ? formatPercent(value) : '–');

/** Runs, one a row, each leading to its page. */
export function RunTable({ runs, withStudent = false }: { runs: RunRowFragment[]; withStudent?: boolean }) {
  const withPrivate = runs.some((run) => typeof run.evaluation?.privateScore === 'number');
  return (
    <Table.ScrollContainer minWidth={withStudent ? 860 : 680}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Submitted</Table.Th>
            {withStudent && <Table.Th>Student</Table.Th>}
            <Table.Th>Recipe</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Epochs</Table.Th>
            <Table.Th>Val. accuracy</Table.Th>
            <Table.Th>Public score</Table.Th>
            {withPrivate && <Table.Th>Private score</Table.Th>}
            <Table.Th>Time</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} href={`/runs/${run.id}`} size="sm">
                  {formatDateTime(run.submittedAt)}
                </Anchor>
              </Table.Td>
              {withStudent && <Table.Td>{run.student.name}</Table.Td>}
              <Table.Td>
                {run.backbone}
                <Text size="xs" c="dimmed">
                  {run.weights}, seed {run.seed}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={run.status} />
                {run.failure && (
                  <Text size="xs" c="dimmed">
                    {run.failure.code}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {run.lastEpoch?.epoch ?? 0} / {run.plannedEpochs}
              </Table.Td>
              <Table.Td>{share(run.lastEpoch?.valAcc)}</Table.Td>
              <Table.Td>{share(run.evaluation?.publicScore)}</Table.Td>
              {withPrivate && <Table.Td>{share(run.evaluation?.privateScore)}</Table.Td>}
              <Table.Td>{typeof run.seconds === 'number' ? formatDuration(run.seconds) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
