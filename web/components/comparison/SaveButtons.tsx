'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** Takes a chart along, as a picture or as numbers. */
export function SaveButtons(props: { title: string; onPicture: () => void; onCsv: () => void }) {
  const { title, onPicture, onCsv } = props;
  const t = useTranslations();
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={onPicture} aria-label={t('charts.savePictureOf', { title })}>
        {t('charts.savePicture')}
      </Button>
      <Button size="xs" variant="default" onClick={onCsv}>
        {t('charts.saveCsv')}
      </Button>
    </Group>
  );
}
