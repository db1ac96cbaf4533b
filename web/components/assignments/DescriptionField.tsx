'use client';

import { useMutation } from '@apollo/client/react';
import { FileButton, Group, Paper, SegmentedControl, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { AddPictureDocument } from '../../graphql/generated/graphql.ts';
import { sendFile } from '../datasets/sendFile.ts';
import { Markdown } from '../page/Markdown.tsx';

interface DescriptionFieldProps {
  /** The name of the field, by which the form finds it. */
  'data-path'?: string;
  courseId: string;
  value?: string;
  error?: ReactNode;
  onChange?: (value: string) => void;
}

/** A text in Markdown: written, looked at, and with pictures that are uploaded to where the cursor is. */
export function DescriptionField({ courseId, value = '', error, onChange, ...named }: DescriptionFieldProps) {
  const t = useTranslations();
  const [view, setView] = useState('write');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const [add] = useMutation(AddPictureDocument);
  const insert = async (file: File | null) => {
    if (!file) return;
    setProblem(undefined);
    setBusy(true);
    try {
      const uploadId = await sendFile(file, courseId, () => undefined);
      const { data } = await add({ variables: { courseId, uploadId } });
      const at = field.current?.selectionEnd ?? value.length;
      const alt = file.name.replace(/\.\w+$/, '').replace(/[[\]]/g, '');
      if (data) onChange?.(withParagraph(value, at, `![${alt}](${data.addPicture})`));
    } catch (failed) {
      setProblem(errorText(t, failed));
    }
    setBusy(false);
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={t('assignments.descriptionView')}
          value={view}
          onChange={setView}
          data={[
            { value: 'write', label: t('assignments.write') },
            { value: 'preview', label: t('assignments.preview') },
          ]}
        />
        <FileButton onChange={insert} accept="image/png,image/jpeg,image/webp,image/gif">
          {(props) => (
            <UnstyledButton {...props} disabled={busy} fz="sm" c="var(--mantine-color-anchor)">
              {busy ? t('assignments.addingPicture') : t('assignments.addPicture')}
            </UnstyledButton>
          )}
        </FileButton>
      </Group>
      {view === 'write' ? (
        <Textarea
          ref={field}
          data-path={named['data-path']}
          label={t('assignments.description')}
          description={t('assignments.descriptionHint')}
          autosize
          minRows={6}
          maxRows={24}
          value={value}
          error={error}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        />
      ) : (
        <Paper withBorder mih={150} p="sm">
          {value.trim() === '' ? (
            <Text c="dimmed">{t('assignments.nothingToPreview')}</Text>
          ) : (
            <Markdown text={value} />
          )}
        </Paper>
      )}
      {problem && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}

/** A text with a paragraph of its own at a place: within the line of a table or list, a picture would be lost. */
function withParagraph(text: string, at: number, paragraph: string): string {
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at).trimStart();
  return [before, paragraph, after].filter((part) => part !== '').join('\n\n');
}
