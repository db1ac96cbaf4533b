'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { CourseSettingsQuery } from '../../graphql/generated/graphql.ts';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import { Section } from '../page/Section.tsx';

const DeleteCourseDialog = onFirstOpening(() =>
  import('./DeleteCourseDialog.tsx').then(({ DeleteCourseDialog }) => DeleteCourseDialog),
);

/** Deletes a course for good: says what goes with it, and wants its title typed. */
export function DeleteCourse({ course }: { course: CourseSettingsQuery['course'] }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Section title={t('courseSettings.delete')} description={t('courseSettings.deleteDescription')}>
      <div>
        <Button color="red" variant="outline" aria-haspopup="dialog" onClick={open}>
          {t('courseSettings.delete')}
        </Button>
      </div>
      <DeleteCourseDialog course={course} opened={opened} onClose={close} />
    </Section>
  );
}
