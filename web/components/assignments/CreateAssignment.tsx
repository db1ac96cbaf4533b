'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';

/** The button that opens the form for a new assignment. */
export function CreateAssignment({ course }: { course: { id: string } }) {
  const t = useTranslations();
  const router = useRouter();
  return (
    <Button size="xs" onClick={() => router.push(`/courses/${course.id}/new-assignment`)}>
      {t('assignments.create')}
    </Button>
  );
}
