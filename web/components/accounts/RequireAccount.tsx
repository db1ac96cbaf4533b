'use client';

import { Container } from '@mantine/core';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { QueryState } from '../page/QueryState.tsx';
import { useMe } from './session.ts';

/** Shows its children to people who are signed in. Everyone else signs in first, and then comes back. */
export function RequireAccount({ children }: { children: ReactNode }) {
  const { me, error, refetch } = useMe();
  const router = useRouter();
  const pathname = usePathname();
  const signedOut = me === null;
  useEffect(() => {
    if (signedOut) router.replace(`/sign-in?next=${encodeURIComponent(pathname)}`);
  }, [signedOut, pathname, router]);
  if (me) return children;
  return (
    <Container size={1120} px="md" py="xl">
      <QueryState result={{ data: undefined, error, refetch }}>{() => null}</QueryState>
    </Container>
  );
}
