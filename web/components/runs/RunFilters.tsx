'use client';

import { useQuery } from '@apollo/client/react';
import { Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { backboneNames } from '#contracts/backboneEntries';
import { type RunStatus, runStatuses } from '#contracts/runStatus';
import { RunTagsDocument } from '../../graphql/generated/graphql.ts';
import { MultiSelect } from '../page/Select.tsx';

export interface RunChoice {
  search: string;
  statuses: RunStatus[];
  backbones: string[];
  tags: string[];
  /** Empty: of every revision. */
  revision: string;
  /** Only runs by which staff had another one trained again. */
  reruns: boolean;
}

export const everyRun: RunChoice = { search: '', statuses: [], backbones: [], tags: [], revision: '', reruns: false };

/** What narrows a list of runs. */
export function RunFilters({
  assignmentId,
  value,
  onChange,
}: {
  assignmentId: string;
  value: RunChoice;
  onChange: (value: RunChoice) => void;
}) {
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
      <TagFilter assignmentId={assignmentId} value={value.tags} onChange={(tags) => onChange({ ...value, tags })} />
      <TextInput
        label={t('runs.revision')}
        placeholder={t('runs.anyStatus')}
        inputMode="numeric"
        maxLength={6}
        w={110}
        value={value.revision}
        onChange={(event) => onChange({ ...value, revision: event.currentTarget.value.replace(/\D/g, '') })}
      />
      <Checkbox
        label={t('runs.onlyReruns')}
        mb={8}
        checked={value.reruns}
        onChange={(event) => onChange({ ...value, reruns: event.currentTarget.checked })}
      />
    </Group>
  );
}

/** Chooses among the tags that runs of an assignment have; nothing where none has one. */
export function TagFilter(props: { assignmentId: string; value: string[]; onChange: (tags: string[]) => void }) {
  const { assignmentId, value, onChange } = props;
  const t = useTranslations();
  const tags = useQuery(RunTagsDocument, { variables: { assignmentId } }).data?.runTags ?? [];
  if (tags.length === 0 && value.length === 0) return null;
  return (
    <MultiSelect
      label={t('runs.tags')}
      placeholder={value.length === 0 ? t('runs.anyStatus') : undefined}
      clearable
      searchable
      flex="1 1 180px"
      data={[...new Set([...tags, ...value])]}
      value={value}
      onChange={onChange}
    />
  );
}
