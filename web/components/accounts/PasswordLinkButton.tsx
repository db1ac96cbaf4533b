'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, type ButtonProps, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { CreatePasswordLinkDocument } from '../../graphql/generated/graphql.ts';
import { CopyLink } from '../page/CopyLink.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';

/** Makes a link with which somebody who cannot sign in sets a new password, and shows it once. */
export function PasswordLinkButton({ userId, name, button }: { userId: string; name: string; button?: ButtonProps }) {
  const t = useTranslations();
  const formats = useFormats();
  const [opened, { open, close }] = useDisclosure(false);
  const [create, { data, error, loading, reset }] = useMutation(CreatePasswordLinkDocument, { variables: { userId } });
  const link = data?.createPasswordLink;
  return (
    <>
      <Button size="compact-sm" variant="subtle" {...button} aria-haspopup="dialog" onClick={open}>
        {t.rich('accounts.passwordLink', {
          name,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <Dialog
        opened={opened}
        onClose={() => {
          close();
          reset();
        }}
        title={t('accounts.passwordLinkTitle', { name })}
      >
        <Stack>
          {error && (
            <Alert color="red" role="alert">
              {errorText(t, error)}
            </Alert>
          )}
          {link ? (
            <>
              <Text size="sm">{t('accounts.passwordLinkMade', { name, time: formats.moment(link.expiresAt) })}</Text>
              <CopyLink link={link.url} />
            </>
          ) : (
            <>
              <Text size="sm">{t('accounts.passwordLinkText', { name })}</Text>
              <Group justify="flex-end">
                <Button loading={loading} onClick={() => create().catch(() => undefined)}>
                  {t('accounts.makeLink')}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </Dialog>
    </>
  );
}
