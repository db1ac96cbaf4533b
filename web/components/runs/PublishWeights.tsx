'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { onFirstOpening } from '../page/onFirstOpening.tsx';

const PublishWeightsDialog = onFirstOpening(() =>
  import('./PublishWeightsDialog.tsx').then(({ PublishWeightsDialog }) => PublishWeightsDialog),
);

/** Publishes the backbone's weights after a run, under a name, so that recipes of the course can start from them. */
export function PublishWeights({ runId, backbone }: { runId: string; backbone: string }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" onClick={open}>
        {t('runs.publish')}
      </Button>
      <PublishWeightsDialog runId={runId} backbone={backbone} opened={opened} onClose={close} />
    </>
  );
}
