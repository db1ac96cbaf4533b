'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { StudentUseDocument, type StudentUseQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Table } from '../page/Table.tsx';
import { TimeLeft } from './TimeLeft.tsx';

interface Asked {
  assignment: { id: string; title: string };
}

/** What each student of an assignment has used of the workers, and what is left to them: for staff. */
export function StudentUseDialog({ assignment, opened, onClose }: Asked & { opened: boolean; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Dialog
      size="lg"
      opened={opened}
      onClose={onClose}
      title={t('reservations.byStudentOf', { title: assignment.title })}
    >
      {opened && <StudentUse assignment={assignment} />}
    </Dialog>
  );
}

function StudentUse({ assignment: { id } }: Asked) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const pages = usePages(search);
  const variables = { id, search, first: pageRows, after: pages.after };
  const result = useQuery(StudentUseDocument, { variables, fetchPolicy: 'cache-and-network' });
  return (
    <Stack>
      <Text size="sm">
        {t('reservations.byStudentText')} {t('reservations.byStudentReruns')}
      </Text>
      <TextInput
        type="search"
        label={t('people.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <QueryState result={{ ...result, data: result.data ?? result.previousData }}>
        {({ assignment: { studentUse } }) =>
          !studentUse || studentUse.nodes.length === 0 ? (
            <EmptyState title={t('reservations.noStudent')} />
          ) : (
            <>
              <Students id={id} rows={studentUse.nodes} />
              <Pager
                pages={pages}
                rows={studentUse.nodes.length}
                total={studentUse.totalCount}
                ends={studentUse.pageInfo}
              />
            </>
          )
        }
      </QueryState>
    </Stack>
  );
}

function Students({
  id,
  rows,
}: {
  id: string;
  rows: NonNullable<StudentUseQuery['assignment']['studentUse']>['nodes'];
}) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <CardTable minWidth={420} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('reservations.student')}</Table.Th>
          <Table.Th>{t('reservations.used')}</Table.Th>
          <Table.Th>{t('reservations.leftToThem')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ student, secondsUsed, budgetSeconds }) => (
          <Table.Tr key={student.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Anchor
                component={Link}
                href={`/assignments/${id}/runs?${new URLSearchParams({ search: student.email ?? student.name })}`}
                size="sm"
              >
                {student.name}
              </Anchor>
            </Table.Td>
            <Table.Td>{formats.duration(secondsUsed)}</Table.Td>
            <Table.Td>
              <TimeLeft secondsUsed={secondsUsed} budgetSeconds={budgetSeconds} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}
