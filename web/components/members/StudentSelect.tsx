'use client';

import { useQuery } from '@apollo/client/react';
import type { SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { FindStudentsDocument } from '../../graphql/generated/graphql.ts';
import { Select } from '../page/Select.tsx';

interface StudentSelectProps extends Pick<SelectProps, 'label' | 'placeholder' | 'error'> {
  courseId: string;
  value: string | null;
  onChange(id: string | null): void;
}

/** One student of a course, found by name, address or number: a course may have thousands. */
export function StudentSelect({ courseId, ...props }: StudentSelectProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 250);
  const { data, previousData } = useQuery(FindStudentsDocument, { variables: { courseId, search: asked || null } });
  const people = (data ?? previousData)?.course.people.nodes ?? [];
  return (
    <Select
      {...props}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      // The server has searched already, also for numbers that the label does not show.
      filter={({ options }) => options}
      data={people.map(({ user }) => ({
        value: user.id,
        label: user.email ? `${user.name} (${user.email})` : user.name,
      }))}
    />
  );
}
