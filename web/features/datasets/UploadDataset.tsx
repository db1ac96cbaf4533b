'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, FileInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { describeError } from '../../graphql/apiError.ts';
import { CourseDocument, ImportDatasetDocument } from '../../graphql/generated/graphql.ts';
import { formatPercent } from '../formats/numbers.ts';
import { uploadZip } from './uploadZip.ts';

export function UploadDataset({ courseId, onImported }: { courseId: string; onImported: () => void }) {
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const [importDataset] = useMutation(ImportDatasetDocument, {
    refetchQueries: [CourseDocument],
    awaitRefetchQueries: true,
  });
  const form = useForm({
    initialValues: { name: '', attribution: '', file: null as File | null },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter a name.' : null),
      file: (file) => (file ? null : 'Choose a zip file.'),
    },
  });
  const submit = async ({ name, attribution, file }: typeof form.values) => {
    if (!file) return;
    setFailure(undefined);
    setShare(0);
    try {
      const uploadId = await uploadZip(file, setShare);
      await importDataset({ variables: { input: { courseId, name: name.trim(), attribution, uploadId } } });
      notifications.show({ message: `${name.trim()} was imported.` });
      onImported();
    } catch (error) {
      setFailure(describeError(error).message);
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
        <TextInput label="Name" required {...form.getInputProps('name')} />
        <TextInput
          label="Attribution"
          description="Whose pictures these are, and under which licence. Shown wherever they are shown."
          {...form.getInputProps('attribution')}
        />
        <FileInput label="Zip file" required accept=".zip,application/zip" clearable {...form.getInputProps('file')} />
        {share !== undefined && (
          <div role="status">
            <Progress value={share * 100} aria-label="Upload" />
            <Text size="sm" c="dimmed" mt={4}>
              {share < 1 ? `Uploading: ${formatPercent(share)}` : 'Checking every image. This can take a while.'}
            </Text>
          </div>
        )}
        <Button type="submit" loading={share !== undefined}>
          Upload and import
        </Button>
      </Stack>
    </form>
  );
}
