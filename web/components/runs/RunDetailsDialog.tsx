'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { longestRunName, longestRunNote, longestTag, mostTags } from '#contracts/runDetails';
import { errorText } from '../../graphql/apiError.ts';
import { UpdateRunDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

export interface Details {
  id: string;
  name?: string | null;
  note: string;
  tags: string[];
}

/** Lets a student write on their run. */
export function RunDetailsDialog(props: { run: Details; opened: boolean; onClose: () => void }) {
  const { run, opened, onClose } = props;
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('runs.details')}>
      <DetailsForm run={run} onDone={onClose} />
    </Dialog>
  );
}

function DetailsForm({ run, onDone }: { run: Details; onDone: () => void }) {
  const t = useTranslations();
  const [save, { loading }] = useMutation(UpdateRunDocument);
  const [problem, setProblem] = useState<string>();
  const form = useForm({ initialValues: { name: run.name ?? '', note: run.note, tags: run.tags } });
  const submit = form.onSubmit(async ({ name, note, tags }) => {
    setProblem(undefined);
    try {
      await save({
        variables: { input: { id: run.id, name: name.trim() || null, note, tags } },
        refetchQueries: ['RunTags'],
      });
      onDone();
    } catch (error) {
      setProblem(errorText(t, error));
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('runs.name')}
          description={t('runs.nameText')}
          maxLength={longestRunName}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('runs.note')}
          description={t('runs.noteText')}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={longestRunNote}
          {...form.getInputProps('note')}
        />
        <TagsInput
          label={t('runs.tags')}
          description={t('runs.tagsText', { most: mostTags })}
          splitChars={[',', ' ']}
          maxTags={mostTags}
          acceptValueOnBlur
          {...form.getInputProps('tags')}
          onChange={(tags) =>
            form.setFieldValue('tags', [...new Set(tags.map((tag) => tag.toLowerCase().slice(0, longestTag)))])
          }
        />
        {problem && (
          <Alert color="red" role="alert" title={t('runs.detailsNotSaved')}>
            {problem}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('runs.detailsCancel')}
          </Button>
          <Button type="submit" loading={loading}>
            {t('runs.detailsSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
