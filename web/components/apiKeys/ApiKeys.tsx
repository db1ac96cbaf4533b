'use client';

import { Button, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { authErrorText } from '../../graphql/apiError.ts';
import { authClient } from '../accounts/session.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { CreateApiKey } from './CreateApiKey.tsx';
import { type ApiKey, useApiKeys } from './useApiKeys.ts';

export function ApiKeys() {
  const t = useTranslations();
  const formats = useFormats();
  const keys = useApiKeys();
  const revoke = async ({ id, name }: ApiKey) => {
    const { error } = await authClient.apiKey.delete({ keyId: id });
    if (error) notifications.show({ color: 'red', title: t('apiKeys.notRevoked'), message: authErrorText(t, error) });
    else notifications.show({ message: t('apiKeys.revoked', { name: name ?? '' }) });
    await keys.refetch();
  };
  return (
    <Section title={t('apiKeys.title')} description={t('apiKeys.description')}>
      <CreateApiKey onCreated={keys.refetch} />
      <QueryState result={keys}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('apiKeys.none')} />
          ) : (
            <Table.ScrollContainer minWidth={520}>
              <Table verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('apiKeys.name')}</Table.Th>
                    <Table.Th>{t('apiKeys.start')}</Table.Th>
                    <Table.Th>{t('apiKeys.created')}</Table.Th>
                    <Table.Th>{t('apiKeys.lastUsed')}</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.map((key) => (
                    <Table.Tr key={key.id}>
                      <Table.Td>{key.name}</Table.Td>
                      <Table.Td ff="monospace">{key.start}…</Table.Td>
                      <Table.Td>{formats.moment(key.createdAt)}</Table.Td>
                      <Table.Td>{key.lastRequest ? formats.moment(key.lastRequest) : t('apiKeys.never')}</Table.Td>
                      <Table.Td ta="right">
                        <Button size="compact-sm" variant="subtle" color="red" onClick={() => revoke(key)}>
                          {t.rich('apiKeys.revoke', {
                            name: key.name ?? '',
                            hidden: (text) => <span className="visually-hidden">{text}</span>,
                          })}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </QueryState>
    </Section>
  );
}
