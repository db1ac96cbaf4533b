'use client';

import { Anchor, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { Link } from '../page/Link.tsx';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';
import { PasswordField } from './PasswordField.tsx';
import { loadAuth } from './session.ts';
import { shortestPassword } from './shortestPassword.ts';

/** The page of a link for a new password. */
export function ResetPasswordForm() {
  const t = useTranslations();
  const token = useSearchParams().get('token') ?? '';
  const [failure, setFailure] = useState<string>();
  const [isDone, setDone] = useState(false);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { newPassword: '' },
    validate: {
      newPassword: (password) =>
        password.length < shortestPassword
          ? t('accounts.passwordTooShort', { least: shortestPassword, length: password.length })
          : null,
    },
  });
  const reset = async ({ newPassword }: typeof form.values) => {
    setFailure(undefined);
    const { authClient } = await loadAuth();
    const { error } = await authClient.resetPassword({ newPassword, token });
    if (error?.code === 'INVALID_TOKEN') setFailure(t('accounts.linkInvalid'));
    else if (error) form.setFieldError('newPassword', authErrorText(t, error));
    else setDone(true);
  };
  return (
    <AccountCard
      title={t('accounts.newPasswordTitle')}
      footer={
        <Anchor component={Link} href={isDone ? '/sign-in' : '/forgot-password'}>
          {isDone ? t('accounts.signIn') : t('accounts.anotherLink')}
        </Anchor>
      }
    >
      {isDone ? (
        <FormAlert done={t('accounts.passwordSet')} />
      ) : (
        <form onSubmit={form.onSubmit(reset)}>
          <Stack>
            <FormAlert problem={failure} />
            <PasswordField
              label={t('accounts.newPassword')}
              description={t('accounts.passwordDescription', { least: shortestPassword })}
              autoComplete="new-password"
              required
              {...form.getInputProps('newPassword')}
            />
            <Button type="submit" loading={form.submitting}>
              {t('accounts.setPassword')}
            </Button>
          </Stack>
        </form>
      )}
    </AccountCard>
  );
}
