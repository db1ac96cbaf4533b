'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { authErrorText } from '../../graphql/apiError.ts';
import { MyAccountDocument, MySessionsDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { PasswordField } from './PasswordField.tsx';
import { loadAuth } from './session.ts';
import { shortestPassword } from './shortestPassword.ts';

/** Changes the password, which ends all other sessions. */
export function PasswordSection() {
  const t = useTranslations();
  const client = useApolloClient();
  const { data } = useQuery(MyAccountDocument);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      newPassword: (password) =>
        password.length < shortestPassword
          ? t('accounts.passwordTooShort', { least: shortestPassword, length: password.length })
          : null,
    },
  });
  const change = async (values: typeof form.values) => {
    const { authClient } = await loadAuth();
    const { error } = await authClient.changePassword(values);
    if (error) {
      const isOld = ['INVALID_PASSWORD', 'TOO_MANY_PASSWORDS'].includes(error.code ?? '');
      return form.setFieldError(isOld ? 'currentPassword' : 'newPassword', authErrorText(t, error));
    }
    form.reset();
    notifications.show({ message: t('settings.passwordChanged') });
    await client.refetchQueries({ include: [MySessionsDocument] });
  };
  return (
    <Section title={t('settings.password')} description={t('settings.passwordDescription')}>
      {data && !data.myAccount.hasPassword ? (
        <Text size="sm">{t('settings.noPassword')}</Text>
      ) : (
        <form onSubmit={form.onSubmit(change)}>
          <Stack gap="sm">
            <Group align="flex-start" gap="sm">
              <PasswordField
                label={t('settings.currentPassword')}
                autoComplete="current-password"
                required
                flex={1}
                miw={220}
                {...form.getInputProps('currentPassword')}
              />
              <PasswordField
                label={t('accounts.newPassword')}
                autoComplete="new-password"
                required
                flex={1}
                miw={220}
                {...form.getInputProps('newPassword')}
              />
            </Group>
            <Group>
              <Button type="submit" variant="default" loading={form.submitting}>
                {t('settings.changePassword')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Section>
  );
}
