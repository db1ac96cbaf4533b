'use client';

import { Alert, Button, Container, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** What the site shows when rendering a page failed. */
export default function ErrorRoute({ reset }: { reset: () => void }) {
  const t = useTranslations();
  return (
    <Container size={720} py="xl">
      <Alert color="red" title={t('page.failed.title')} role="alert">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t('page.failed.text')}</Text>
          <Button size="xs" color="red" variant="outline" onClick={reset}>
            {t('page.retry')}
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
}
