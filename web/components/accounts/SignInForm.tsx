'use client';

import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { AccountCard } from './AccountCard.tsx';
import { nextPath } from './nextPath.ts';
import { authClient, useSessionChanged } from './session.ts';

export function SignInForm() {
  const t = useTranslations();
  const sessionChanged = useSessionChanged();
  const next = useSearchParams().get('next');
  const [failure, setFailure] = useState<string>();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const signIn = async (values: typeof form.values) => {
    setFailure(undefined);
    const { error } = await authClient.signIn.email(values);
    if (error) setFailure(authErrorText(t, error));
    else await sessionChanged(nextPath(next));
  };
  return (
    <AccountCard
      title={t('accounts.signIn')}
      footer={t.rich('accounts.noAccount', {
        link: (text) => (
          <Anchor component={Link} href={next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'}>
            {text}
          </Anchor>
        ),
      })}
    >
      <form onSubmit={form.onSubmit(signIn)}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput
            label={t('accounts.email')}
            type="email"
            autoComplete="email"
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('accounts.password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={form.submitting}>
            {t('accounts.signIn')}
          </Button>
        </Stack>
      </form>
    </AccountCard>
  );
}
