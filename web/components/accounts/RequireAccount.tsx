'use client';

import { Alert, Button, Container, Stack, Text, Title } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import type { MeQuery } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { useIsHydrated } from '../page/useIsHydrated.ts';
import { useMe } from './session.ts';
import { Unconfirmed } from './Unconfirmed.tsx';

/**
 * Shows its children to people who are signed in. Everyone else signs in first, and then comes back. Who has to do
 * something before they may take part is told so, except in the settings, where it is done.
 */
export function RequireAccount({ children }: { children: ReactNode }) {
  const { me, error, refetch } = useMe();
  // Pages show times and what this browser keeps, of which their server knows nothing.
  const isHydrated = useIsHydrated();
  const router = useRouter();
  const pathname = usePathname();
  const signedOut = me === null;
  useEffect(() => {
    if (signedOut) router.replace(`/sign-in?next=${encodeURIComponent(pathname + window.location.search)}`);
  }, [signedOut, pathname, router]);
  if (me?.duty && pathname !== '/settings') return <Duty me={me} />;
  if (me && isHydrated) return children;
  return (
    <Container size={1120} px="md" py="xl">
      <QueryState result={{ data: undefined, error, refetch }}>{() => null}</QueryState>
    </Container>
  );
}

function Duty({ me }: { me: NonNullable<MeQuery['me']> }) {
  const t = useTranslations();
  return (
    <Container size={640} px="md" py="xl">
      <Stack>
        <Title order={1} size="h2">
          {t('accounts.dutyTitle')}
        </Title>
        {me.duty === 'CONFIRM_EMAIL' ? (
          <>
            <Text>{t('accounts.dutyEmail', { email: me.email ?? '' })}</Text>
            <Unconfirmed email={me.email ?? ''} />
          </>
        ) : (
          <Alert color="yellow" role="status">
            {t('accounts.dutySecondFactor')}
          </Alert>
        )}
        <Button component={Link} href="/settings" style={{ alignSelf: 'flex-start' }}>
          {t('accounts.toSettings')}
        </Button>
      </Stack>
    </Container>
  );
}
