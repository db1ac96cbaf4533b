'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Badge, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  type AccountFieldsFragment,
  AccountsDocument,
  EraseAccountDocument,
  RemoveSecondFactorDocument,
  SetSiteRoleDocument,
  type SiteRole,
} from '../../graphql/generated/graphql.ts';
import { PasswordLinkButton } from '../accounts/PasswordLinkButton.tsx';
import { useMe } from '../accounts/session.ts';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';
import { ChangeAddress } from './ChangeAddress.tsx';

const siteRoles: SiteRole[] = ['MEMBER', 'TEACHER', 'ADMIN'];

/** All accounts, searched and page by page, with what an administrator does for them. */
export function AccountList() {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 300);
  const [siteRole, setSiteRole] = useState<SiteRole | null>(null);
  const pages = usePages(`${search} ${siteRole}`);
  const result = useQuery(AccountsDocument, {
    variables: { first: pageRows, after: pages.after, search, siteRole },
    fetchPolicy: 'cache-and-network',
  });
  const roleChoices = siteRoles.map((role) => ({ value: role, label: t(`accounts.siteRoles.${role}`) }));
  const shown = result.data ?? result.previousData;
  return (
    <Section
      title={t('administration.accounts')}
      description={shown && t('administration.accountCount', { count: shown.accounts.totalCount })}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t('administration.search')}
          placeholder={t('administration.searchHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          flex={1}
          miw={220}
        />
        <Select
          label={t('administration.role')}
          placeholder={t('administration.anyRole')}
          data={roleChoices}
          value={siteRole}
          onChange={(value) => setSiteRole(value as SiteRole | null)}
          clearable
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('administration.rolesText')}
      </Text>
      <QueryState result={{ ...result, data: shown }}>
        {({ accounts }) =>
          accounts.nodes.length === 0 ? (
            <EmptyState title={t('administration.noAccount')} />
          ) : (
            <>
              <CardTable minWidth={860} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('accounts.name')}</Table.Th>
                    <Table.Th>{t('administration.role')}</Table.Th>
                    <Table.Th>{t('administration.signsInWith')}</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {accounts.nodes.map((account) => (
                    <AccountRow key={account.id} account={account} roleChoices={roleChoices} />
                  ))}
                </Table.Tbody>
              </CardTable>
              <Pager pages={pages} rows={accounts.nodes.length} total={accounts.totalCount} ends={accounts.pageInfo} />
            </>
          )
        }
      </QueryState>
    </Section>
  );
}

function AccountRow(props: { account: AccountFieldsFragment; roleChoices: { value: SiteRole; label: string }[] }) {
  const { account, roleChoices } = props;
  const t = useTranslations();
  const { me } = useMe();
  const [change] = useMutation(SetSiteRoleDocument);
  const [removeFactor] = useMutation(RemoveSecondFactorDocument, { variables: { userId: account.id } });
  const [erase] = useMutation(EraseAccountDocument, {
    variables: { userId: account.id },
    refetchQueries: [AccountsDocument],
  });
  const { id, name, email, siteRole } = account;
  const setRole = async (value: string | null) => {
    if (!value) return;
    try {
      await change({ variables: { userId: id, siteRole: value as SiteRole } });
      notifications.show({ message: t('administration.roleChanged', { name }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('administration.notChanged'), message: errorText(t, error) });
    }
  };
  const isBelow = siteRole !== 'ADMIN';
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550}>
          {name}
        </Text>
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            {email}
          </Text>
          {!account.emailVerified && (
            <Badge size="xs" color="gray" variant="light">
              {t('administration.unconfirmed')}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('administration.roleOf', { name })}
          data={roleChoices}
          value={siteRole}
          onChange={setRole}
          allowDeselect={false}
          w={160}
        />
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {account.hasPassword && <Text size="xs">{t('accounts.password')}</Text>}
          {account.hasSingleSignOn && <Text size="xs">{t('administration.singleSignOn')}</Text>}
          {account.twoFactorEnabled && <Text size="xs">{t('settings.secondFactor')}</Text>}
        </Stack>
      </Table.Td>
      <Table.Td>
        {isBelow && id !== me?.id && (
          <Group gap={4} justify="flex-end">
            <ChangeAddress account={account} />
            <PasswordLinkButton userId={id} name={name} />
            {account.twoFactorEnabled && (
              <ConfirmButton
                label={t('administration.removeFactor')}
                title={t('administration.removeFactorTitle', { name })}
                onConfirm={removeFactor}
                button={{ size: 'compact-sm', variant: 'subtle' }}
              >
                <Text size="sm">{t('administration.removeFactorText')}</Text>
              </ConfirmButton>
            )}
            <ConfirmButton
              label={t('administration.erase')}
              title={t('administration.eraseTitle', { name })}
              onConfirm={erase}
              button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
            >
              <Text size="sm">{t('administration.eraseText', { email })}</Text>
            </ConfirmButton>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
