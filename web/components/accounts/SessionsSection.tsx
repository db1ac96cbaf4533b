'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { EndOtherSessionsDocument, EndSessionDocument, MySessionsDocument } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { browserIn } from './browserIn.ts';

/** Where the account is signed in; each can be ended. */
export function SessionsSection() {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(MySessionsDocument, { fetchPolicy: 'cache-and-network' });
  const refetch = { refetchQueries: [MySessionsDocument], awaitRefetchQueries: true };
  const [end] = useMutation(EndSessionDocument, refetch);
  const [endOthers, { loading }] = useMutation(EndOtherSessionsDocument, refetch);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      notifications.show({ message: t('settings.sessionEnded') });
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(t, error) });
    }
  };
  const several = (result.data?.mySessions.length ?? 0) > 1;
  return (
    <Section
      title={t('settings.sessions')}
      description={t('settings.sessionsDescription')}
      actions={
        several && (
          <Button variant="default" size="xs" loading={loading} onClick={() => attempt(endOthers)}>
            {t('settings.endOthers')}
          </Button>
        )
      }
    >
      <QueryState result={result}>
        {({ mySessions }) => (
          <CardTable minWidth={480} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('settings.device')}</Table.Th>
                <Table.Th>{t('settings.address')}</Table.Th>
                <Table.Th>{t('settings.signedIn')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {mySessions.map((session) => {
                const device = browserIn(session.userAgent) ?? t('settings.unknownDevice');
                return (
                  <Table.Tr key={session.id}>
                    <Table.Td>
                      <Group gap="xs">
                        <Text size="sm">{device}</Text>
                        {session.isCurrent && <Badge variant="light">{t('settings.thisOne')}</Badge>}
                      </Group>
                    </Table.Td>
                    <Table.Td>{session.address}</Table.Td>
                    <Table.Td>{formats.moment(session.createdAt)}</Table.Td>
                    <Table.Td ta="right">
                      {!session.isCurrent && (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="red"
                          onClick={() => attempt(() => end({ variables: { id: session.id } }))}
                        >
                          {t.rich('settings.endSession', {
                            device,
                            hidden: (text) => <span className="visually-hidden">{text}</span>,
                          })}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </CardTable>
        )}
      </QueryState>
    </Section>
  );
}
