'use client';

import { Alert } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from './formats.ts';

/** Says that a course is archived, on every page of what it holds; nothing where it is not. */
export function ArchivedNotice({ course }: { course: { archivedAt?: string | null } }) {
  const t = useTranslations();
  const formats = useFormats();
  if (!course.archivedAt) return null;
  return (
    <Alert color="gray" title={t('courses.archived')}>
      {t('courses.archivedText', { time: formats.moment(course.archivedAt) })}
    </Alert>
  );
}
