'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Checkbox, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  DatasetImportsDocument,
  ImportDatasetDocument,
  ServerFoldersDocument,
} from '../../graphql/generated/graphql.ts';
import { LicenseField } from './LicenseField.tsx';
import { nameOfSource, type Source, SourceField } from './SourceField.tsx';
import { SplitFields } from './SplitFields.tsx';
import { sendFile } from './sendFile.ts';
import { type SplitValues, splitInput } from './split.ts';

interface UploadDatasetProps {
  courseId: string;
  /** Of the dataset that gets another version. */
  name?: string | undefined;
  /** What the form offers for splits that are missing. */
  split: SplitValues;
  /** Gets the import's id, and whether it waits to be looked at. */
  onBegun: (importId: string, review: boolean) => void;
}

/** Sends a dataset and begins its import. */
export function UploadDataset({ courseId, name: given = '', split, onBegun }: UploadDatasetProps) {
  const t = useTranslations();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const { data } = useQuery(ServerFoldersDocument, { variables: { courseId } });
  const [importDataset] = useMutation(ImportDatasetDocument, {
    refetchQueries: [DatasetImportsDocument],
    awaitRefetchQueries: true,
  });
  const form = useForm({
    initialValues: {
      source: { kind: 'zip', file: null } as Source,
      name: given,
      attribution: '',
      license: '',
      review: true,
      drawsSplits: true,
      split,
      includeByContent: false,
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('datasets.nameMissing') : null),
      source: (source) => (nameOfSource(source) === '' ? t(`datasets.source.missing.${source.kind}`) : null),
      split: ({ validation, test }, { drawsSplits }) =>
        drawsSplits && Number(validation) + Number(test) > 90 ? t('datasets.split.tooMuch') : null,
    },
  });
  const submit = async (values: typeof form.values) => {
    const { source, name, drawsSplits, split, ...rest } = values;
    setFailure(undefined);
    setShare(0);
    try {
      const sent = source.kind === 'zip' ? source.file : source.kind === 'folder' ? source.folder : null;
      const from =
        source.kind === 'server'
          ? { serverFolder: source.path }
          : sent && { uploadId: await sendFile(sent, courseId, setShare) };
      const { data } = await importDataset({
        variables: {
          input: { courseId, name: name.trim(), ...rest, ...from, split: drawsSplits ? splitInput(split) : null },
        },
      });
      notifications.show({ message: t('datasets.uploaded', { name: name.trim() }) });
      if (data) onBegun(data.importDataset.id, values.review);
    } catch (error) {
      setFailure(errorText(t, error));
    } finally {
      setShare(undefined);
    }
  };
  const setSource = (source: Source) => {
    form.setFieldValue('source', source);
    form.clearFieldError('source');
    if (form.values.name === '' || form.values.name === nameOfSource(form.values.source))
      form.setFieldValue('name', nameOfSource(source));
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <SourceField
          value={form.values.source}
          onChange={setSource}
          serverFolders={data?.serverFolders.map(({ path }) => path) ?? []}
          error={form.errors.source}
        />
        <TextInput label={t('datasets.name')} required maxLength={200} {...form.getInputProps('name')} />
        <TextInput
          label={t('datasets.attribution')}
          description={t('datasets.attributionDescription')}
          maxLength={2000}
          {...form.getInputProps('attribution')}
        />
        <LicenseField {...form.getInputProps('license')} />
        <Checkbox
          label={t('datasets.split.draw')}
          description={t('datasets.split.drawText')}
          {...form.getInputProps('drawsSplits', { type: 'checkbox' })}
        />
        {form.values.drawsSplits && (
          <SplitFields value={form.values.split} onChange={(split) => form.setFieldValue('split', split)} />
        )}
        {form.errors.split && (
          <Text size="xs" c="red" role="alert">
            {form.errors.split}
          </Text>
        )}
        <Checkbox
          label={t('datasets.includeByContent')}
          {...form.getInputProps('includeByContent', { type: 'checkbox' })}
        />
        <Checkbox
          label={t('datasets.review')}
          description={t('datasets.reviewText')}
          {...form.getInputProps('review', { type: 'checkbox' })}
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
          {t(
            form.values.source.kind === 'server'
              ? form.values.review
                ? 'datasets.checkServer'
                : 'datasets.importServer'
              : form.values.review
                ? 'datasets.uploadReview'
                : 'datasets.upload',
          )}
        </Button>
      </Stack>
    </form>
  );
}
