'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  AdmitPendingDocument,
  CoursePeopleDocument,
  PendingPeopleDocument,
  RemovePendingDocument,
} from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Pager, pageRows, usePages } from '../page/Pager.tsx';
import { Section } from '../page/Section.tsx';

/** People of the roster who have no account yet. Nothing where there are none. */
export function PendingPeople({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const pages = usePages(courseId);
  const { data } = useQuery(PendingPeopleDocument, {
    variables: { id: courseId, first: pageRows, after: pages.after },
  });
  const options = { refetchQueries: [PendingPeopleDocument, CoursePeopleDocument], awaitRefetchQueries: true };
  const [admit, { loading }] = useMutation(AdmitPendingDocument, options);
  const [remove] = useMutation(RemovePendingDocument, options);
  const people = data?.course.pendingPeople;
  if (!people || people.totalCount === 0) return null;
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
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing={6}>
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
          </Table>
        </Table.ScrollContainer>
        <Pager pages={pages} rows={people.nodes.length} total={people.totalCount} ends={people.pageInfo} />
      </Stack>
    </Section>
  );
}
