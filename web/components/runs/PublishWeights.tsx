'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { PublishWeightsDocument } from '../../graphql/generated/graphql.ts';

/** Publishes the backbone's weights after a run, under a name, so that recipes of the course can start from them. */
export function PublishWeights({ runId, backbone }: { runId: string; backbone: string }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
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
      close();
    } catch (error) {
      form.setFieldError('name', errorText(t, error));
    }
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('runs.publish')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('runs.publishTitle')}>
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
              <Button variant="default" onClick={close}>
                {t('runs.publishCancel')}
              </Button>
              <Button type="submit" loading={form.submitting}>
                {t('runs.publishSubmit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
