'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, FileInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { DatasetImportsDocument, ImportDatasetDocument } from '../../graphql/generated/graphql.ts';
import { uploadZip } from './uploadZip.ts';

export function UploadDataset({ courseId, onUploaded }: { courseId: string; onUploaded: () => void }) {
  const t = useTranslations();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const [importDataset] = useMutation(ImportDatasetDocument, {
    refetchQueries: [DatasetImportsDocument],
    awaitRefetchQueries: true,
  });
  const form = useForm({
    initialValues: { name: '', attribution: '', file: null as File | null, includeByContent: false },
    validate: {
      name: (name) => (name.trim() === '' ? t('datasets.nameMissing') : null),
      file: (file) => (file ? null : t('datasets.fileMissing')),
    },
  });
  const submit = async ({ name, attribution, file, includeByContent }: typeof form.values) => {
    if (!file) return;
    setFailure(undefined);
    setShare(0);
    try {
      const uploadId = await uploadZip(file, setShare);
      const input = { courseId, name: name.trim(), attribution, uploadId, includeByContent };
      await importDataset({ variables: { input } });
      notifications.show({ message: t('datasets.uploaded', { name: name.trim() }) });
      onUploaded();
    } catch (error) {
      setFailure(errorText(t, error));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <TextInput label={t('datasets.name')} required {...form.getInputProps('name')} />
        <TextInput
          label={t('datasets.attribution')}
          description={t('datasets.attributionDescription')}
          {...form.getInputProps('attribution')}
        />
        <FileInput
          label={t('datasets.file')}
          required
          accept=".zip,application/zip"
          clearable
          clearButtonProps={{ 'aria-label': t('datasets.clearFile') }}
          {...form.getInputProps('file')}
        />
        <Checkbox
          label={t('datasets.includeByContent')}
          {...form.getInputProps('includeByContent', { type: 'checkbox' })}
        />
        {share !== undefined && (
          <div role="status">
            <Progress value={share * 100} aria-label={t('datasets.uploadProgress')} />
            <Text size="sm" c="dimmed" mt={4}>
              {t('datasets.uploading', { share })}
            </Text>
          </div>
        )}
        <Button type="submit" loading={share !== undefined}>
          {t('datasets.upload')}
        </Button>
      </Stack>
    </form>
  );
}
