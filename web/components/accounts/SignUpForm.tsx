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

const shortestPassword = 10;

export function SignUpForm() {
  const t = useTranslations();
  const sessionChanged = useSessionChanged();
  const parameters = useSearchParams();
  const next = parameters.get('next');
  const firstAccountToken = parameters.get('token') ?? undefined;
  const [failure, setFailure] = useState<string>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('accounts.nameMissing') : null),
      password: (password) =>
        password.length < shortestPassword
          ? t('accounts.passwordTooShort', { least: shortestPassword, length: password.length })
          : null,
    },
  });
  const signUp = async (values: typeof form.values) => {
    setFailure(undefined);
    const { error } = await authClient.signUp.email({ ...values, ...(firstAccountToken && { firstAccountToken }) });
    if (error) return setFailure(authErrorText(t, error));
    // The answer to a sign-up does not say whether there was such an account already.
    const { email, password } = values;
    const signedIn = await authClient.signIn.email({ email, password });
    if (signedIn.error?.status === 401) setFailure(t('accounts.signInInstead'));
    else if (signedIn.error) setFailure(authErrorText(t, signedIn.error));
    else await sessionChanged(nextPath(next));
  };
  return (
    <AccountCard
      title={t('accounts.createTitle')}
      hint={firstAccountToken && t('accounts.createHint')}
      footer={t.rich('accounts.haveAccount', {
        link: (text) => (
          <Anchor component={Link} href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>
            {text}
          </Anchor>
        ),
      })}
    >
      <form onSubmit={form.onSubmit(signUp)}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput
            label={t('accounts.name')}
            description={t('accounts.nameDescription')}
            autoComplete="name"
            required
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('accounts.email')}
            type="email"
            autoComplete="email"
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('accounts.password')}
            description={t('accounts.passwordDescription', { least: shortestPassword })}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={form.submitting}>
            {t('accounts.create')}
          </Button>
        </Stack>
      </form>
    </AccountCard>
  );
}
