'use client';

import { Avatar, Button, Group, Skeleton, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { authErrorText } from '../../graphql/apiError.ts';
import type { MeQuery } from '../../graphql/generated/graphql.ts';
import { ActionMenu } from '../page/ActionMenu.tsx';
import { removeDrafts } from '../page/drafts.ts';
import { initialsOf } from '../page/initials.ts';
import { Link } from '../page/Link.tsx';
import { loadAuth, useMe, useSessionChanged } from './session.ts';

/** Who is signed in, and what they do with their account. Nothing is offered while the API does not say who it is. */
export function AccountMenu() {
  const t = useTranslations();
  const { me } = useMe();
  if (me === undefined) return <Skeleton circle height={36} />;
  if (me) return <MenuOf me={me} />;
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
}

function MenuOf({ me }: { me: NonNullable<MeQuery['me']> }) {
  const t = useTranslations();
  const sessionChanged = useSessionChanged();
  const signOut = async () => {
    const { authClient } = await loadAuth();
    const { error } = await authClient.signOut();
    if (error) return notifications.show({ color: 'red', message: authErrorText(t, error) });
    removeDrafts();
    await sessionChanged('/');
  };
  const ofAdministrators = [
    { label: t('platforms.title'), href: '/platforms' },
    { label: t('administration.title'), href: '/administration' },
  ];
  return (
    <ActionMenu
      head={
        <>
          <Text component="div" size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {me.name}
          </Text>
          <Text component="div" size="xs" truncate>
            {me.email}
          </Text>
        </>
      }
      entries={[
        { label: t('accounts.settings'), href: '/settings' },
        ...(me.siteRole === 'ADMIN' ? ofAdministrators : []),
        { label: t('accounts.signOut'), onClick: () => void signOut() },
      ]}
    >
      <Avatar name={me.name} color="river" alt="" aria-hidden="true">
        {initialsOf(me.name)}
      </Avatar>
      <span className="visually-hidden">{t('accounts.menu', { name: me.name })}</span>
    </ActionMenu>
  );
}
