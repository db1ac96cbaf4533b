'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { email as emailSchema } from '#contracts/email';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { type AccountFieldsFragment, ChangeAccountEmailDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

interface Dialogue {
  account: AccountFieldsFragment;
  opened: boolean;
  onClose: () => void;
}

/** Gives somebody's account another e-mail address. */
export function ChangeAddressDialog({ account, opened, onClose }: Dialogue) {
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('administration.changeAddressTitle', { name: account.name })}>
      <AddressForm account={account} onDone={onClose} />
    </Dialog>
  );
}

function AddressForm({ account, onDone }: { account: AccountFieldsFragment; onDone: () => void }) {
  const t = useTranslations();
  const { id: userId, name, email } = account;
  const [change] = useMutation(ChangeAccountEmailDocument);
  const form = useForm({
    initialValues: { email },
    validate: { email: (value) => (emailSchema.safeParse(value).success ? null : t('administration.addressWrong')) },
  });
  const submit = async (fields: typeof form.values) => {
    try {
      await change({ variables: { userId, email: fields.email } });
      notifications.show({ message: t('administration.addressChanged', { name }) });
      onDone();
    } catch (error) {
      const { issues } = describeError(error);
      form.setFieldError('email', issues[0] ? issueText(t, issues[0]) : errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <Text size="sm">{t('administration.changeAddressText', { name, email })}</Text>
        <TextInput
          type="email"
          label={t('administration.newAddress')}
          maxLength={254}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            {t('administration.saveAddress')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
