'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { onFirstOpening } from '../page/onFirstOpening.tsx';

const UploadWeightsDialog = onFirstOpening(() =>
  import('./UploadWeightsDialog.tsx').then(({ UploadWeightsDialog }) => UploadWeightsDialog),
);

/** The button that opens the form for a file of weights. */
export function UploadWeights({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        {t('weights.upload')}
      </Button>
      <UploadWeightsDialog courseId={courseId} opened={opened} onClose={close} />
    </>
  );
}
