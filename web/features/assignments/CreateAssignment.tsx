'use client';

import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { AssignmentForm } from './AssignmentForm.tsx';

/** The button that opens the form for a new assignment. */
export function CreateAssignment({ course }: { course: CourseQuery['course'] }) {
  const [opened, { open, close }] = useDisclosure(false);
  const hasDataset = course.datasets.some((dataset) => dataset.versions.length > 0);
  return (
    <>
      <Button size="xs" onClick={open}>
        New assignment
      </Button>
      <Modal opened={opened} onClose={close} title="New assignment" size="lg">
        {hasDataset ? (
          <AssignmentForm course={course} />
        ) : (
          <Text size="sm">An assignment is set on a dataset, and this course has none yet. Import one first.</Text>
        )}
      </Modal>
    </>
  );
}
