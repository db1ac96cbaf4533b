'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { DatasetFactsFragment } from '../../graphql/generated/graphql.ts';
import { onFirstOpening } from '../page/onFirstOpening.tsx';

const EditDatasetDialog = onFirstOpening(() =>
  import('./EditDatasetDialog.tsx').then(({ EditDatasetDialog }) => EditDatasetDialog),
);

/** The button that opens the form that corrects what is said about a dataset. */
export function EditDataset({ dataset }: { dataset: DatasetFactsFragment }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" aria-haspopup="dialog" onClick={open}>
        {t('datasets.edit')}
      </Button>
      <EditDatasetDialog dataset={dataset} opened={opened} onClose={close} />
    </>
  );
}
