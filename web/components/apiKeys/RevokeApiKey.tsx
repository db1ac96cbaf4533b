'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { ApiKeysDocument, RevokeApiKeyDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

/** Asks first: what uses the key stops working, and the key does not come back. */
export function RevokeApiKey({ id, name }: { id: string; name: string }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const [revoke, { loading }] = useMutation(RevokeApiKeyDocument, {
    variables: { id },
    refetchQueries: [ApiKeysDocument],
    awaitRefetchQueries: true,
  });
  const confirm = async () => {
    try {
      await revoke();
      notifications.show({ message: t('apiKeys.revoked', { name }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('apiKeys.notRevoked'), message: errorText(t, error) });
    }
    close();
  };
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" aria-haspopup="dialog" onClick={open}>
        {t.rich('apiKeys.revoke', {
          name,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('apiKeys.revokeTitle', { name })}>
        <Stack>
          <Text size="sm">{t('apiKeys.revokeText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('apiKeys.keep')}
            </Button>
            <Button color="red" loading={loading} onClick={confirm}>
              {t('apiKeys.revokeNow')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
