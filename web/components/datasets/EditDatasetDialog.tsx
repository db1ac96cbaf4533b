'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { type DatasetFactsFragment, UpdateDatasetDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { LicenseField } from './LicenseField.tsx';

/** The form that corrects what is said about a dataset. */
export function EditDatasetDialog(props: { dataset: DatasetFactsFragment; opened: boolean; onClose: () => void }) {
  const { dataset, opened, onClose } = props;
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('datasets.edit')} size="lg">
      <EditForm dataset={dataset} onSaved={onClose} />
    </Dialog>
  );
}

function EditForm({ dataset, onSaved }: { dataset: DatasetFactsFragment; onSaved: () => void }) {
  const t = useTranslations();
  const [problem, setProblem] = useState<string>();
  const [update] = useMutation(UpdateDatasetDocument);
  const { id, name, attribution, license, description, sourceUrl } = dataset;
  const form = useForm({
    initialValues: { name, attribution, license, description, sourceUrl },
    validate: {
      name: (name) => (name.trim() === '' ? t('datasets.nameMissing') : null),
      sourceUrl: (url) => (url === '' || /^https?:\/\/./.test(url) ? null : t('datasets.sourceUrlWrong')),
    },
  });
  const submit = async (values: typeof form.values) => {
    setProblem(undefined);
    try {
      await update({ variables: { input: { id, ...values } } });
      onSaved();
    } catch (error) {
      if (describeError(error).code === 'NAME_TAKEN') form.setFieldError('name', errorText(t, error));
      else setProblem(errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput label={t('datasets.name')} required maxLength={200} {...form.getInputProps('name')} />
        <Textarea
          label={t('datasets.description')}
          autosize
          minRows={2}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
        <TextInput
          label={t('datasets.attribution')}
          description={t('datasets.attributionDescription')}
          maxLength={2000}
          {...form.getInputProps('attribution')}
        />
        <LicenseField {...form.getInputProps('license')} />
        <TextInput label={t('datasets.sourceUrl')} type="url" {...form.getInputProps('sourceUrl')} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            {t('datasets.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
