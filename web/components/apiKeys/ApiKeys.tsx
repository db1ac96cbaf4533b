'use client';

import { useQuery } from '@apollo/client/react';
import { Badge, Group } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { ApiKeysDocument } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { RevokeApiKey } from './RevokeApiKey.tsx';

const CreateApiKey = dynamic(() => import('./CreateApiKey.tsx').then(({ CreateApiKey }) => CreateApiKey), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});

/** The account's API keys: what each may do, when it was used and when it ends. */
export function ApiKeys() {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(ApiKeysDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <Section title={t('apiKeys.title')} description={t('apiKeys.description')}>
      <CreateApiKey />
      <QueryState result={result}>
        {({ apiKeys }) =>
          apiKeys.length === 0 ? (
            <EmptyState title={t('apiKeys.none')} />
          ) : (
            <CardTable minWidth={720} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('apiKeys.name')}</Table.Th>
                  <Table.Th>{t('apiKeys.start')}</Table.Th>
                  <Table.Th>{t('apiKeys.scopes')}</Table.Th>
                  <Table.Th>{t('apiKeys.lastUsed')}</Table.Th>
                  <Table.Th>{t('apiKeys.ends')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {apiKeys.map((key) => (
                  <Table.Tr key={key.id}>
                    <Table.Td>{key.name}</Table.Td>
                    <Table.Td ff="monospace">{key.start}…</Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        {key.scopes.map((scope) => (
                          <Badge key={scope} variant="light" color={scope === 'READ' ? 'gray' : 'teal'}>
                            {t(`apiKeys.scope.${scope}`)}
                          </Badge>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td>{key.lastUsedAt ? formats.moment(key.lastUsedAt) : t('apiKeys.never')}</Table.Td>
                    <Table.Td>{key.expiresAt ? formats.moment(key.expiresAt) : t('apiKeys.endsNever')}</Table.Td>
                    <Table.Td ta="right">
                      <RevokeApiKey id={key.id} name={key.name} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </CardTable>
          )
        }
      </QueryState>
    </Section>
  );
}
