'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import type { Draft } from './useDraft.ts';

/** Says that a form shows what was typed before, and gives it up where that is not wanted. */
export function DraftNotice<Values>({ draft, onGiveUp }: { draft: Draft<Values>; onGiveUp: () => void }) {
  const t = useTranslations();
  const formats = useFormats();
  if (draft.from === null) return null;
  return (
    <Alert color="blue" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('page.draft', { moment: formats.moment(new Date(draft.from)) })}</Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            draft.forget();
            onGiveUp();
          }}
        >
          {t('page.draftGiveUp')}
        </Button>
      </Group>
    </Alert>
  );
}
