'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Checkbox, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  CourseHeadDocument,
  CoursePeopleDocument,
  CoursesDocument,
  HandOverCourseDocument,
} from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';

/** Gives the course to another member. */
export function HandOverCourse({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const router = useRouter();
  const { me } = useMe();
  const [search, setSearch] = useState('');
  const [userId, setUserId] = useState<string | null>(null);
  const [leave, setLeave] = useState(false);
  const [sought] = useDebouncedValue(search, 250);
  const variables = { id: courseId, filter: { search: sought }, first: 20, after: null };
  const { data, previousData } = useQuery(CoursePeopleDocument, { variables });
  const [handOver] = useMutation(HandOverCourseDocument);
  const people = (data ?? previousData)?.course.people.nodes.filter(({ user }) => user.id !== me?.id) ?? [];
  const confirm = async () => {
    if (userId === null) return;
    await handOver({
      variables: { input: { courseId, userId, leave } },
      refetchQueries: leave ? [CoursesDocument] : [CourseHeadDocument],
      awaitRefetchQueries: true,
    });
    if (leave) router.push('/courses');
  };
  return (
    <Section title={t('courseSettings.handOver')} description={t('courseSettings.handOverDescription')}>
      <Stack gap="sm" align="flex-start">
        <Select
          label={t('courseSettings.heir')}
          placeholder={t('people.searchExample')}
          searchable
          clearable
          // The server has searched already, also by address and number.
          filter={({ options }) => options}
          data={people.map(({ user }) => ({ value: user.id, label: `${user.name} (${user.email ?? ''})` }))}
          value={userId}
          onChange={setUserId}
          onSearchChange={(text) => setSearch(text.replace(/ \(.*\)$/, ''))}
          w="100%"
        />
        <Checkbox
          label={t('courseSettings.leave')}
          checked={leave}
          onChange={(event) => setLeave(event.currentTarget.checked)}
        />
        <ConfirmButton
          label={t('courseSettings.handOverNow')}
          title={t('courseSettings.handOverTitle')}
          onConfirm={confirm}
          button={{ size: 'sm', disabled: userId === null }}
        >
          <Text size="sm">{t(leave ? 'courseSettings.handOverAndLeaveText' : 'courseSettings.handOverText')}</Text>
        </ConfirmButton>
      </Stack>
    </Section>
  );
}
