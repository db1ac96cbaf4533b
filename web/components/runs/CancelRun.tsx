'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { CancelRunDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

/** Asks first. A run that a worker has begun counts against the quota, however it ends. */
export function CancelRun({ id, hasBegun }: { id: string; hasBegun: boolean }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const [cancel, { loading }] = useMutation(CancelRunDocument, { variables: { id } });
  const confirm = async () => {
    try {
      await cancel();
    } catch (error) {
      notifications.show({ color: 'red', title: t('runs.notCancelled'), message: errorText(t, error) });
    }
    close();
  };
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" onClick={open}>
        {t('runs.cancel')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('runs.cancelTitle')}>
        <Stack>
          <Text size="sm">
            {t('runs.cancelText')} {hasBegun ? t('runs.cancelCounts') : t('runs.cancelCountsNot')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('runs.keepRunning')}
            </Button>
            <Button color="red" loading={loading} onClick={confirm}>
              {t('runs.cancel')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
