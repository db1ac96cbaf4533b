'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Alert, Button, FileInput, Loader, NumberInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type BackboneName, backboneEntries, backboneNames, preprocessings } from '#contracts/backboneEntries';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { CourseDocument, UploadWeightsDocument, WeightsUploadDocument } from '../../graphql/generated/graphql.ts';
import { sendFile } from '../datasets/sendFile.ts';
import { Dialog } from '../page/Dialog.tsx';
import { Select } from '../page/Select.tsx';

const pollMs = 1000;

/** The form for a file of weights. */
export function UploadWeightsDialog(props: { courseId: string; opened: boolean; onClose: () => void }) {
  const { courseId, opened, onClose } = props;
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('weights.upload')} size="lg">
      <UploadForm courseId={courseId} onPublished={onClose} />
    </Dialog>
  );
}

/** Sends the file, waits until a worker has checked it, and says at the file why it was refused. */
function UploadForm({ courseId, onPublished }: { courseId: string; onPublished: () => void }) {
  const t = useTranslations();
  const client = useApolloClient();
  const [share, setShare] = useState<number>();
  const [isChecked, setChecked] = useState<boolean>();
  const [failure, setFailure] = useState<string>();
  const [upload] = useMutation(UploadWeightsDocument);
  const form = useForm({
    initialValues: {
      file: null as File | null,
      name: '',
      backbone: 'MobileNetV2' as BackboneName,
      inputSize: '' as number | string,
      preprocessing: null as string | null,
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('weights.nameMissing') : null),
      file: (file) => (file ? null : t('weights.fileMissing')),
    },
  });
  const usual = backboneEntries[form.values.backbone];
  const submit = async ({ file, name, backbone, inputSize, preprocessing }: typeof form.values) => {
    if (!file) return;
    setFailure(undefined);
    setShare(0);
    try {
      const uploadId = await sendFile(file, courseId, setShare);
      const size = inputSize === '' ? null : Number(inputSize);
      const input = { courseId, uploadId, name: name.trim(), backbone, inputSize: size, preprocessing };
      const { data } = await upload({ variables: { input } });
      setChecked(false);
      if (data) await untilChecked(data.uploadWeights.id);
      notifications.show({ title: t('weights.published'), message: t('weights.publishedText', { name: name.trim() }) });
      void client.refetchQueries({ include: [CourseDocument] });
      onPublished();
    } catch (error) {
      const { code } = describeError(error);
      if (code === 'NAME_TAKEN') form.setFieldError('name', errorText(t, error));
      else if (error instanceof Refused) form.setFieldError('file', error.message);
      else setFailure(errorText(t, error));
    } finally {
      setShare(undefined);
      setChecked(undefined);
    }
  };
  const untilChecked = async (id: string) => {
    for (;;) {
      const { data } = await client.query({
        query: WeightsUploadDocument,
        variables: { id },
        fetchPolicy: 'network-only',
      });
      const state = data?.weightsUpload;
      if (state?.failure) throw new Refused(t('page.workerSays', { message: state.failure }));
      if (state?.isChecked) return;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t('weights.uploadText')}</Text>
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <FileInput
          label={t('weights.file')}
          required
          accept=".h5,.hdf5,.keras,.zip"
          clearable
          clearButtonProps={{ 'aria-label': t('datasets.clearFile') }}
          {...form.getInputProps('file')}
        />
        <TextInput label={t('weights.name')} required maxLength={100} {...form.getInputProps('name')} />
        <Select
          label={t('weights.backbone')}
          data={[...backboneNames]}
          allowDeselect={false}
          searchable
          {...form.getInputProps('backbone')}
        />
        <NumberInput
          label={t('weights.inputSize')}
          description={t('weights.usual', { value: String(usual.inputSize) })}
          allowDecimal={false}
          min={usual.smallestInput}
          {...form.getInputProps('inputSize')}
        />
        <Select
          label={t('weights.preprocessing')}
          description={t('weights.usual', { value: usual.defaults.preprocessing })}
          data={[...preprocessings]}
          clearable
          {...form.getInputProps('preprocessing')}
        />
        <div role="status">
          {share !== undefined && isChecked === undefined && (
            <>
              <Progress value={share * 100} aria-label={t('datasets.uploadProgress')} />
              <Text size="sm" c="dimmed" mt={4}>
                {t('datasets.uploading', { share })}
              </Text>
            </>
          )}
          {isChecked === false && (
            <Text size="sm">
              <Loader size="xs" /> {t('weights.checking')}
            </Text>
          )}
        </div>
        <Button type="submit" loading={share !== undefined}>
          {t('weights.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** A worker has looked at the file and refused it. */
class Refused extends Error {}
