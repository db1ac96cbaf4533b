'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { PublishWeightsDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

/** The form that publishes the backbone's weights after a run. */
export function PublishWeightsDialog(props: { runId: string; backbone: string; opened: boolean; onClose: () => void }) {
  const { runId, backbone, opened, onClose } = props;
  const t = useTranslations();
  const [publish] = useMutation(PublishWeightsDocument);
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() === '' ? t('runs.publishNameMissing') : null) },
  });
  const submit = async ({ name }: typeof form.values) => {
    try {
      await publish({ variables: { input: { runId, name } } });
      notifications.show({
        title: t('runs.published'),
        message: t('runs.publishedText', { backbone, name: name.trim() }),
      });
      form.reset();
      onClose();
    } catch (error) {
      form.setFieldError('name', errorText(t, error));
    }
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('runs.publishTitle')}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <Text size="sm">{t('runs.publishText', { backbone })}</Text>
          <TextInput
            label={t('runs.publishName')}
            required
            maxLength={100}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('runs.publishCancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('runs.publishSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
