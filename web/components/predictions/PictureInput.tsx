'use client';

import { Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import classes from './predictions.module.css';

/** Takes pictures: chosen, photographed, dropped or pasted. */
export function PictureInput({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations();
  const [over, setOver] = useState(false);
  const take = (files: readonly File[]) => {
    if (files.length > 0) onFiles([...files]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent) => take([...event.clipboardData.files]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside take the same pictures by keyboard.
    <div
      className={classes.place}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      <Group gap="sm">
        <FileButton multiple accept="image/*" onChange={take}>
          {(props) => <Button {...props}>{t('predictions.choose')}</Button>}
        </FileButton>
        <FileButton accept="image/*" capture="environment" onChange={(file) => take(file ? [file] : [])}>
          {(props) => (
            <Button variant="default" hiddenFrom="sm" {...props}>
              {t('predictions.photograph')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('predictions.drop')}
        </Text>
      </Group>
    </div>
  );
}
