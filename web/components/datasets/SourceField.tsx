'use client';

import { Button, FileInput, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Select } from '../page/Select.tsx';
import { type FolderZip, folderZip } from './folderZip.ts';

/** What a dataset comes from: a zip, a folder of this computer, or a folder of the server. */
export type Source =
  | { kind: 'zip'; file: File | null }
  | { kind: 'folder'; folder: FolderZip | null }
  | { kind: 'server'; path: string | null };

/** What its files are called, without an ending. */
export function nameOfSource(source: Source): string {
  const name =
    source.kind === 'zip'
      ? source.file?.name
      : source.kind === 'folder'
        ? source.folder?.name
        : source.path?.split('/').at(-1);
  return (name ?? '').replace(/\.zip$/i, '');
}

export function SourceField(props: {
  value: Source;
  onChange: (value: Source) => void;
  serverFolders: readonly string[];
  error?: React.ReactNode;
}) {
  const { value, onChange, serverFolders, error } = props;
  const t = useTranslations();
  const kinds = [
    { value: 'zip', label: t('datasets.source.zip') },
    { value: 'folder', label: t('datasets.source.folder') },
    ...(serverFolders.length > 0 ? [{ value: 'server', label: t('datasets.source.server') }] : []),
  ];
  const choose = (kind: string) => {
    if (kind === 'zip') onChange({ kind, file: null });
    else if (kind === 'folder') onChange({ kind, folder: null });
    else onChange({ kind: 'server', path: null });
  };
  return (
    <Stack gap="xs">
      <SegmentedControl
        fullWidth
        aria-label={t('datasets.source.label')}
        data={kinds}
        value={value.kind}
        onChange={choose}
      />
      {value.kind === 'zip' && (
        <FileInput
          label={t('datasets.file')}
          required
          placeholder={t('datasets.source.chooseFile')}
          accept=".zip,application/zip"
          clearable
          clearButtonProps={{ 'aria-label': t('datasets.clearFile') }}
          value={value.file}
          onChange={(file) => onChange({ kind: 'zip', file })}
          error={error}
        />
      )}
      {value.kind === 'folder' && (
        <FolderInput value={value.folder} onChange={(folder) => onChange({ kind: 'folder', folder })} error={error} />
      )}
      {value.kind === 'server' && (
        <Select
          label={t('datasets.source.serverFolder')}
          required
          searchable
          data={[...serverFolders]}
          value={value.path}
          onChange={(path) => onChange({ kind: 'server', path })}
          error={error}
        />
      )}
    </Stack>
  );
}

function FolderInput(props: {
  value: FolderZip | null;
  onChange: (value: FolderZip | null) => void;
  error?: React.ReactNode;
}) {
  const { value, onChange, error } = props;
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  const choose = (list: FileList | null) => {
    const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath, file }));
    const name = files[0]?.path.split('/')[0];
    if (name !== undefined) onChange(folderZip(name, files));
  };
  return (
    <Input.Wrapper label={t('datasets.source.folderLabel')} required error={error} labelElement="div">
      <input
        type="file"
        hidden
        multiple
        // React has no property for it.
        ref={(element) => {
          element?.setAttribute('webkitdirectory', '');
          input.current = element;
        }}
        aria-label={t('datasets.source.folderLabel')}
        onChange={({ currentTarget }) => choose(currentTarget.files)}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {t('datasets.source.chooseFolder')}
      </Button>
      {value && (
        <Text size="sm" c="dimmed" mt={4} role="status">
          {t('datasets.source.chosen', { name: value.name.replace(/\.zip$/, ''), megabytes: value.size / 1e6 })}
        </Text>
      )}
    </Input.Wrapper>
  );
}
