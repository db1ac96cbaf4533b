'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { normalizeName, personNameFault } from '#contracts/personName';
import { describeError, errorText } from '../../graphql/apiError.ts';
import {
  type AccountFieldsFragment,
  ChangeEmailDocument,
  ChangeNameDocument,
  MeDocument,
  MyAccountDocument,
} from '../../graphql/generated/graphql.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { useSite } from '../page/useSite.ts';
import { FormAlert } from './FormAlert.tsx';
import { PasswordField } from './PasswordField.tsx';
import { Unconfirmed } from './Unconfirmed.tsx';

/** The own name and address. */
export function ProfileSection() {
  const t = useTranslations();
  const result = useQuery(MyAccountDocument);
  return (
    <Section title={t('settings.account')}>
      <QueryState result={result}>
        {({ myAccount }) => (
          <Stack gap="lg">
            <NameForm account={myAccount} />
            <EmailForm account={myAccount} />
          </Stack>
        )}
      </QueryState>
    </Section>
  );
}

function NameForm({ account }: { account: AccountFieldsFragment }) {
  const t = useTranslations();
  const [change, { loading }] = useMutation(ChangeNameDocument, { refetchQueries: [MeDocument] });
  const form = useForm({
    initialValues: { name: account.name },
    validate: {
      name: (name) => (personNameFault(normalizeName(name)) === undefined ? null : t('accounts.nameNotAllowed')),
    },
  });
  const save = async ({ name }: typeof form.values) => {
    try {
      const { data } = await change({ variables: { name } });
      if (data) form.setValues({ name: data.changeName.name });
      form.resetDirty();
      notifications.show({ message: t('settings.nameChanged') });
    } catch (error) {
      form.setFieldError('name', errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('accounts.name')}
          description={t('accounts.nameDescription')}
          autoComplete="name"
          flex={1}
          miw={220}
          {...form.getInputProps('name')}
        />
        <Button type="submit" variant="default" loading={loading} disabled={!form.isDirty()}>
          {t('settings.changeName')}
        </Button>
      </Group>
    </form>
  );
}

function EmailForm({ account }: { account: AccountFieldsFragment }) {
  const t = useTranslations();
  const site = useSite();
  const [sentTo, setSentTo] = useState<string>();
  const [change, { loading }] = useMutation(ChangeEmailDocument, { refetchQueries: [MeDocument, MyAccountDocument] });
  const form = useForm({ initialValues: { newEmail: '', password: '' } });
  const save = async ({ newEmail, password }: typeof form.values) => {
    try {
      const { data } = await change({ variables: { input: { newEmail, password: password || null } } });
      form.reset();
      if (data?.changeEmail.isDone) notifications.show({ message: t('settings.emailChanged') });
      else setSentTo(newEmail);
    } catch (error) {
      const isPassword = ['WRONG_PASSWORD', 'TOO_MANY_PASSWORDS', 'SIGN_IN_AGAIN'].includes(describeError(error).code);
      form.setFieldError(isPassword && account.hasPassword ? 'password' : 'newEmail', errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="sm">
        <Text size="sm">
          {t.rich('settings.emailIs', { email: account.email, strong: (text) => <strong>{text}</strong> })}
        </Text>
        {!account.emailVerified && site && site.mailDelivery !== 'NONE' && <Unconfirmed email={account.email} />}
        <FormAlert done={sentTo && t('settings.emailLinkSent', { email: sentTo })} />
        <Group align="flex-start" gap="sm">
          <TextInput
            label={t('settings.newEmail')}
            type="email"
            autoComplete="email"
            required
            flex={1}
            miw={220}
            {...form.getInputProps('newEmail')}
          />
          {account.hasPassword && (
            <PasswordField
              label={t('settings.yourPassword')}
              autoComplete="current-password"
              required
              flex={1}
              miw={220}
              {...form.getInputProps('password')}
            />
          )}
        </Group>
        <Group>
          <Button type="submit" variant="default" loading={loading}>
            {t('settings.changeEmail')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
