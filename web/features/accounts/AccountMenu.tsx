'use client';

import { Avatar, Button, Group, Menu, Skeleton, Text, UnstyledButton } from '@mantine/core';
import Link from 'next/link';
import { authClient } from './authClient.ts';
import { useMe } from './useMe.ts';
import { useSessionChanged } from './useSessionChanged.ts';

export function AccountMenu() {
  const { me, error } = useMe();
  const sessionChanged = useSessionChanged();
  if (me === undefined && !error) return <Skeleton circle height={36} />;
  if (!me)
    return (
      <Group gap={6} wrap="nowrap">
        <Button component={Link} href="/sign-in" variant="subtle" size="sm">
          Sign in
        </Button>
        <Button component={Link} href="/sign-up" size="sm">
          Sign up
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
          <span className="visually-hidden">Account of {me.name}</span>
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
          Settings and API keys
        </Menu.Item>
        <Menu.Item onClick={signOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
