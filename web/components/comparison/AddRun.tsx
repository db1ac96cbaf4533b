'use client';

import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { mostCompared } from '#contracts/comparison';
import { RunsToAddDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { useFormats } from '../page/formats.ts';
import { Select } from '../page/Select.tsx';
import { runLabels } from '../runs/runLabel.ts';
import type { ComparedRun } from './comparison.ts';

const typingMilliseconds = 300;
const mostFound = 30;

interface AddRunProps {
  assignment: ComparedRun['assignment'];
  chosen: readonly string[];
  onAdd: (id: string) => void;
}

/** Finds further runs of the assignment by name, tag and network, for staff also by student. */
export function AddRun({ assignment, chosen, onAdd }: AddRunProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), typingMilliseconds);
  const staff = isStaff(assignment.course.role);
  const { data, previousData } = useQuery(RunsToAddDocument, {
    variables: { id: assignment.id, filter: { mine: !staff, search: settled || null }, first: mostFound },
  });
  const runs = (data ?? previousData)?.assignment.runs.nodes.filter(({ id }) => !chosen.includes(id)) ?? [];
  const labels = runLabels(runs);
  return (
    <Select
      aria-label={t('comparison.add')}
      placeholder={t('comparison.add')}
      w={{ base: '100%', xs: 280 }}
      searchable
      disabled={chosen.length >= mostCompared}
      nothingFoundMessage={t('comparison.noneToAdd')}
      // The server has searched already.
      filter={({ options }) => options}
      data={runs.map(({ id, student, submittedAt }, index) => ({
        value: id,
        label: t(staff ? 'comparison.runOfStudent' : 'comparison.runToAdd', {
          label: labels[index]!,
          name: student.name,
          moment: formats.moment(submittedAt),
        }),
      }))}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => {
        if (id === null) return;
        setSearch('');
        onAdd(id);
      }}
    />
  );
}
