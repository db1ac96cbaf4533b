'use client';

import { Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';

export interface QueueChoice {
  search: string;
  mine: boolean;
}

/** What narrows the queue. */
export function QueueFilters({ value, onChange }: { value: QueueChoice; onChange: (value: QueueChoice) => void }) {
  const t = useTranslations();
  return (
    <Group align="flex-end" role="search" aria-label={t('workers.filters')}>
      <TextInput
        type="search"
        label={t('workers.search')}
        maxLength={200}
        w={260}
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.currentTarget.value })}
      />
      <Checkbox
        label={t('workers.mine')}
        pb={8}
        checked={value.mine}
        onChange={(event) => onChange({ ...value, mine: event.currentTarget.checked })}
      />
    </Group>
  );
}
