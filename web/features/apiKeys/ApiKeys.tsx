'use client';

import { Button, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { authClient } from '../accounts/authClient.ts';
import { formatDateTime } from '../formats/times.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { CreateApiKey } from './CreateApiKey.tsx';
import { type ApiKey, useApiKeys } from './useApiKeys.ts';

export function ApiKeys() {
  const keys = useApiKeys();
  const revoke = async ({ id, name }: ApiKey) => {
    const { error } = await authClient.apiKey.delete({ keyId: id });
    if (error) notifications.show({ color: 'red', title: 'The key was not revoked', message: error.message });
    else notifications.show({ message: `The key ${name ?? ''} no longer works.` });
    await keys.refetch();
  };
  return (
    <Section title="API keys" description="A key lets a script act as you. Keep it as you keep your password.">
      <CreateApiKey onCreated={keys.refetch} />
      <QueryState result={keys}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No key yet" />
          ) : (
            <Table.ScrollContainer minWidth={520}>
              <Table verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th>Begins with</Table.Th>
                    <Table.Th>Created</Table.Th>
                    <Table.Th>Last used</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.map((key) => (
                    <Table.Tr key={key.id}>
                      <Table.Td>{key.name}</Table.Td>
                      <Table.Td ff="monospace">{key.start}…</Table.Td>
                      <Table.Td>{formatDateTime(key.createdAt)}</Table.Td>
                      <Table.Td>{key.lastRequest ? formatDateTime(key.lastRequest) : 'Never'}</Table.Td>
                      <Table.Td ta="right">
                        <Button size="compact-sm" variant="subtle" color="red" onClick={() => revoke(key)}>
                          Revoke<span className="visually-hidden"> {key.name}</span>
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
