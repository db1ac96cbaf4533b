'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { EraseMyAccountDocument, MyAccountDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { Section } from '../page/Section.tsx';
import { PasswordField } from './PasswordField.tsx';
import { loadAuth, useSessionChanged } from './session.ts';

/** A copy of all that the site knows of the account, and the end of it. */
export function OwnDataSection() {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Section title={t('settings.ownData')} description={t('settings.ownDataDescription')}>
      <Group justify="space-between">
        <Button component="a" href="/exports/account" download variant="default">
          {t('settings.download')}
        </Button>
        <Button variant="subtle" color="red" aria-haspopup="dialog" onClick={open}>
          {t('settings.erase')}
        </Button>
      </Group>
      <Dialog opened={opened} onClose={close} title={t('settings.eraseTitle')}>
        <EraseForm onCancel={close} />
      </Dialog>
    </Section>
  );
}

function EraseForm({ onCancel }: { onCancel: () => void }) {
  const t = useTranslations();
  const sessionChanged = useSessionChanged();
  const { data } = useQuery(MyAccountDocument);
  const account = data?.myAccount;
  const [erase, { loading }] = useMutation(EraseMyAccountDocument);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim().toLowerCase() === account?.email ? null : t('settings.eraseOtherEmail')),
    },
  });
  const send = async ({ password }: typeof form.values) => {
    try {
      await erase({ variables: { password: password || null } });
      const { authClient } = await loadAuth();
      await authClient.signOut().catch(() => undefined);
      // It stays on whatever page follows: this one goes away with the account.
      notifications.show({ color: 'teal', message: t('settings.erased'), autoClose: false });
      await sessionChanged('/');
    } catch (error) {
      const isPassword = ['WRONG_PASSWORD', 'TOO_MANY_PASSWORDS'].includes(describeError(error).code);
      form.setFieldError(isPassword ? 'password' : 'email', errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack>
        <Text size="sm">{t('settings.eraseText')}</Text>
        <TextInput
          label={t('settings.eraseEmail', { email: account?.email ?? '' })}
          autoComplete="off"
          required
          {...form.getInputProps('email')}
        />
        {account?.hasPassword && (
          <PasswordField
            label={t('settings.yourPassword')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('page.back')}
          </Button>
          <Button type="submit" color="red" loading={loading}>
            {t('settings.eraseNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
