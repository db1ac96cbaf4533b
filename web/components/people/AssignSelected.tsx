'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { AssignSectionDocument, CourseHeadDocument, CoursePeopleDocument } from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { Select } from '../page/Select.tsx';
import { outOfSection, useSectionChoices } from './sectionChoices.ts';

/** Puts the selected students into a section, all at once. The selection lasts while one searches and turns pages. */
export function AssignSelected(props: { course: CourseHead; userIds: string[]; onDone: () => void }) {
  const { course, userIds, onDone } = props;
  const t = useTranslations();
  const choices = useSectionChoices(course);
  const [choice, setChoice] = useState<string | null>(null);
  const [assign, { loading }] = useMutation(AssignSectionDocument, {
    refetchQueries: [CourseHeadDocument, CoursePeopleDocument],
    awaitRefetchQueries: true,
  });
  const put = async () => {
    try {
      const sectionId = choice === outOfSection ? null : choice;
      const { data } = await assign({ variables: { input: { courseId: course.id, userIds, sectionId } } });
      notifications.show({ message: t('people.assigned', { count: data?.assignSection ?? 0 }) });
      onDone();
    } catch (error) {
      notifications.show({ color: 'red', title: t('people.notAssigned'), message: errorText(t, error) });
    }
  };
  return (
    <Paper withBorder p="sm" role="region" aria-label={t('people.selection')}>
      <Group gap="sm" align="flex-end">
        <Text size="sm" fw={550} role="status">
          {t('people.selected', { count: userIds.length })}
        </Text>
        <Select label={t('people.putInto')} data={choices} value={choice} onChange={setChoice} w={200} />
        <Button onClick={put} loading={loading} disabled={choice === null}>
          {t('people.put')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('people.unselect')}
        </Button>
      </Group>
    </Paper>
  );
}
