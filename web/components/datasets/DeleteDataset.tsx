'use client';

import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { CourseDocument, type DatasetQuery, DeleteDatasetDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';

/** Deletes a dataset that no assignment uses; shown only then. */
export function DeleteDataset({ dataset: { id, name, course, versions } }: { dataset: DatasetQuery['dataset'] }) {
  const t = useTranslations();
  const router = useRouter();
  const [remove] = useMutation(DeleteDatasetDocument, {
    variables: { id },
    refetchQueries: [{ query: CourseDocument, variables: { id: course.id } }],
  });
  if (versions.some(({ usedBy }) => usedBy.length > 0)) return null;
  const onDelete = async () => {
    await remove();
    router.push(`/courses/${course.id}`);
  };
  return (
    <ConfirmButton label={t('datasets.delete')} title={t('datasets.deleteTitle')} onConfirm={onDelete}>
      <Text size="sm">{t('datasets.deleteText', { name, versions: versions.length })}</Text>
    </ConfirmButton>
  );
}
