'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  AdmitPendingDocument,
  CoursePeopleDocument,
  PendingPeopleDocument,
  type PendingPeopleQuery,
  RemovePendingDocument,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Pager, pageRows, usePages } from '../page/Pager.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';

/** People of the roster who have no account yet. Nothing where there are none. */
export function PendingPeople({ courseId }: { courseId: string }) {
  const pages = usePages(courseId);
  const result = useQuery(PendingPeopleDocument, {
    variables: { id: courseId, first: pageRows, after: pages.after },
  });
  return (
    <QueryState result={result} rows={0}>
      {({ course: { pendingPeople } }) =>
        pendingPeople &&
        pendingPeople.totalCount > 0 && <Pending courseId={courseId} people={pendingPeople} pages={pages} />
      }
    </QueryState>
  );
}

interface PendingProps {
  courseId: string;
  people: NonNullable<PendingPeopleQuery['course']['pendingPeople']>;
  pages: ReturnType<typeof usePages>;
}

function Pending({ courseId, people, pages }: PendingProps) {
  const t = useTranslations();
  const options = { refetchQueries: [PendingPeopleDocument, CoursePeopleDocument], awaitRefetchQueries: true };
  const [admit, { loading }] = useMutation(AdmitPendingDocument, options);
  const [remove] = useMutation(RemovePendingDocument, options);
  const emails = people.nodes.map(({ email }) => email);
  const admitAll = async () => {
    try {
      const answer = await admit({ variables: { courseId, emails } });
      notifications.show({ message: t('people.admitted', { count: answer.data?.admitPending ?? 0 }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('courses.notChanged'), message: errorText(t, error) });
    }
  };
  return (
    <Section
      title={t('people.pending', { count: people.totalCount })}
      description={t('people.pendingDescription')}
      actions={
        <Button size="xs" variant="default" loading={loading} onClick={admitAll}>
          {t('people.admit')}
        </Button>
      }
    >
      <Stack gap="sm">
        <CardTable minWidth={480} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('people.name')}</Table.Th>
              <Table.Th>{t('people.number')}</Table.Th>
              <Table.Th>{t('people.section')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.nodes.map(({ email, name, studentNumber, section }) => (
              <Table.Tr key={email}>
                <Table.Td>
                  <Text size="sm">{name}</Text>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {email}
                  </Text>
                </Table.Td>
                <Table.Td>{studentNumber}</Table.Td>
                <Table.Td>{section?.name}</Table.Td>
                <Table.Td>
                  <Group justify="flex-end">
                    <ConfirmButton
                      label={t('people.forget')}
                      title={t('people.forgetTitle', { email })}
                      onConfirm={() => remove({ variables: { courseId, emails: [email] } })}
                      button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                    >
                      <Text size="sm">{t('people.forgetText')}</Text>
                    </ConfirmButton>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </CardTable>
        <Pager pages={pages} rows={people.nodes.length} total={people.totalCount} ends={people.pageInfo} />
      </Stack>
    </Section>
  );
}
