'use client';

import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { AccountCard } from './AccountCard.tsx';
import { authClient } from './authClient.ts';
import { nextPath } from './nextPath.ts';
import { useSessionChanged } from './useSessionChanged.ts';

export function SignInForm() {
  const sessionChanged = useSessionChanged();
  const next = useSearchParams().get('next');
  const [failure, setFailure] = useState<string>();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const signIn = async (values: typeof form.values) => {
    setFailure(undefined);
    const { error } = await authClient.signIn.email(values);
    if (error) setFailure(error.message ?? 'The server could not be reached. Try again in a moment.');
    else await sessionChanged(nextPath(next));
  };
  return (
    <AccountCard
      title="Sign in"
      footer={
        <>
          No account yet?{' '}
          <Anchor component={Link} href={next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'}>
            Sign up
          </Anchor>
        </>
      }
    >
      <form onSubmit={form.onSubmit(signIn)}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput label="E-mail" type="email" autoComplete="email" required {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={form.submitting}>
            Sign in
          </Button>
        </Stack>
      </form>
    </AccountCard>
  );
}
