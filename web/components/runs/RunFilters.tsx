'use client';

import { Group, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { backboneNames } from '#contracts/backbones';
import { type RunStatus, runStatuses } from '#contracts/runStatus';

export interface RunChoice {
  search: string;
  statuses: RunStatus[];
  backbones: string[];
  /** Empty: of every revision. */
  revision: number | string;
}

export const everyRun: RunChoice = { search: '', statuses: [], backbones: [], revision: '' };

/** What narrows a list of runs. */
export function RunFilters({ value, onChange }: { value: RunChoice; onChange: (value: RunChoice) => void }) {
  const t = useTranslations();
  return (
    <Group align="flex-end" role="search" aria-label={t('runs.filters')}>
      <TextInput
        type="search"
        label={t('runs.search')}
        placeholder={t('runs.searchFor')}
        maxLength={200}
        flex="1 1 220px"
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('runs.statusColumn')}
        placeholder={value.statuses.length === 0 ? t('runs.anyStatus') : undefined}
        clearable
        flex="1 1 180px"
        data={runStatuses.map((status) => ({ value: status, label: t(`runs.status.${status}`) }))}
        value={value.statuses}
        onChange={(chosen) => onChange({ ...value, statuses: chosen as RunStatus[] })}
      />
      <MultiSelect
        label={t('runs.backbone')}
        placeholder={value.backbones.length === 0 ? t('runs.anyStatus') : undefined}
        clearable
        searchable
        flex="1 1 180px"
        data={backboneNames}
        value={value.backbones}
        onChange={(backbones) => onChange({ ...value, backbones })}
      />
      <NumberInput
        label={t('runs.revision')}
        placeholder={t('runs.anyStatus')}
        min={1}
        allowDecimal={false}
        w={110}
        value={value.revision}
        onChange={(revision) => onChange({ ...value, revision })}
      />
    </Group>
  );
}
