'use client';

import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Link } from '../components/page/Link.tsx';

export default function NotFoundRoute() {
  const t = useTranslations();
  return (
    <Center py={96} px="md">
      <Stack align="center" gap="sm" ta="center">
        <Title order={1}>{t('page.notFound.title')}</Title>
        <Text c="dimmed">{t('page.notFound.text')}</Text>
        <Button component={Link} href="/courses" mt="sm">
          {t('page.notFound.courses')}
        </Button>
      </Stack>
    </Center>
  );
}
