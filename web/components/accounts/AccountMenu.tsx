'use client';

import { Avatar, Button, Group, Menu, Skeleton, Text, UnstyledButton } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { authClient, useMe, useSessionChanged } from './session.ts';

export function AccountMenu() {
  const t = useTranslations();
  const { me, error } = useMe();
  const sessionChanged = useSessionChanged();
  if (me === undefined && !error) return <Skeleton circle height={36} />;
  if (!me)
    return (
      <Group gap={6} wrap="nowrap">
        <Button component={Link} href="/sign-in" variant="subtle" size="sm">
          {t('accounts.signIn')}
        </Button>
        <Button component={Link} href="/sign-up" size="sm">
          {t('accounts.signUp')}
        </Button>
      </Group>
    );
  const signOut = async () => {
    await authClient.signOut();
    await sessionChanged('/');
  };
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: '50%' }}>
          <Avatar name={me.name} color="river" alt="" aria-hidden="true" />
          <span className="visually-hidden">{t('accounts.menu', { name: me.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {me.name}
          </Text>
          <Text size="xs" truncate>
            {me.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} href="/settings">
          {t('accounts.settings')}
        </Menu.Item>
        {me.siteRole === 'ADMIN' && (
          <Menu.Item component={Link} href="/platforms">
            {t('platforms.title')}
          </Menu.Item>
        )}
        {me.siteRole === 'ADMIN' && (
          <Menu.Item component={Link} href="/administration">
            {t('administration.title')}
          </Menu.Item>
        )}
        <Menu.Item onClick={signOut}>{t('accounts.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
