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

const shortestPassword = 10;

export function SignUpForm() {
  const sessionChanged = useSessionChanged();
  const next = useSearchParams().get('next');
  const [failure, setFailure] = useState<string>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter the name that your course knows you by.' : null),
      password: (password) =>
        password.length < shortestPassword
          ? `Use at least ${shortestPassword} characters; this has ${password.length}.`
          : null,
    },
  });
  const signUp = async (values: typeof form.values) => {
    setFailure(undefined);
    const { error } = await authClient.signUp.email(values);
    if (error) setFailure(error.message ?? 'The server could not be reached. Try again in a moment.');
    else await sessionChanged(nextPath(next));
  };
  return (
    <AccountCard
      title="Create an account"
      hint="On a new site, the first account becomes its administrator and may create courses."
      footer={
        <>
          Have an account already?{' '}
          <Anchor component={Link} href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>
            Sign in
          </Anchor>
        </>
      }
    >
      <form onSubmit={form.onSubmit(signUp)}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput
            label="Name"
            description="Shown to your course and on its leaderboards."
            autoComplete="name"
            required
            {...form.getInputProps('name')}
          />
          <TextInput label="E-mail" type="email" autoComplete="email" required {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            description={`At least ${shortestPassword} characters.`}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={form.submitting}>
            Create account
          </Button>
        </Stack>
      </form>
    </AccountCard>
  );
}
