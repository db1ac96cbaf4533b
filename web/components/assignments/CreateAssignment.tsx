'use client';

import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { AssignmentForm } from './AssignmentForm.tsx';

/** The button that opens the form for a new assignment. */
export function CreateAssignment({ course }: { course: CourseQuery['course'] }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const hasDataset = course.datasets.some((dataset) => dataset.versions.length > 0);
  return (
    <>
      <Button size="xs" onClick={open}>
        {t('assignments.create')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('assignments.create')} size="lg">
        {hasDataset ? <AssignmentForm course={course} /> : <Text size="sm">{t('assignments.needsDataset')}</Text>}
      </Modal>
    </>
  );
}
