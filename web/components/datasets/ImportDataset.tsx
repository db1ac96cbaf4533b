'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import { firstSplit } from './split.ts';

const ImportDatasetDialog = onFirstOpening(() =>
  import('./ImportDatasetDialog.tsx').then(({ ImportDatasetDialog }) => ImportDatasetDialog),
);

interface ImportDatasetProps {
  courseId: string;
  /** Of the dataset that gets another version. */
  name?: string;
  /** How the splits of its newest version were drawn. */
  drawnSplit?: Parameters<typeof firstSplit>[0];
}

/** The button that opens the ways to import a dataset into a course, or another version of the one that has a name. */
export function ImportDataset({ courseId, name, drawnSplit }: ImportDatasetProps) {
  const t = useTranslations();
  const label = t(name === undefined ? 'datasets.import' : 'datasets.importVersion');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        {label}
      </Button>
      <ImportDatasetDialog
        courseId={courseId}
        name={name}
        split={firstSplit(drawnSplit)}
        title={label}
        opened={opened}
        onClose={close}
      />
    </>
  );
}
