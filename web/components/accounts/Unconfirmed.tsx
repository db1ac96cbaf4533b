'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { SendEmailConfirmationDocument } from '../../graphql/generated/graphql.ts';

/** Says that an address is not confirmed, and sends the link once more. */
export function Unconfirmed({ email }: { email: string }) {
  const t = useTranslations();
  const [send, { loading }] = useMutation(SendEmailConfirmationDocument);
  const again = async () => {
    try {
      await send();
      notifications.show({ message: t('settings.confirmationSent', { email }) });
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(t, error) });
    }
  };
  return (
    <Alert color="yellow" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('settings.unconfirmed')}</Text>
        <Button size="xs" variant="default" loading={loading} onClick={again}>
          {t('settings.sendAgain')}
        </Button>
      </Group>
    </Alert>
  );
}
