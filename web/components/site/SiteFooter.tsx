'use client';

import { Anchor, Container, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Link } from '../page/Link.tsx';
import { useSite } from '../page/useSite.ts';

/** At the end of every page: what the site is called, and its privacy notice where there is one. */
export function SiteFooter() {
  const t = useTranslations();
  const site = useSite();
  return (
    <Container component="footer" size={1120} px="md" py="xl" className="no-print">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {site?.name ?? t('site.name')}
        </Text>
        {site?.hasPrivacyNotice && (
          <Anchor component={Link} href="/privacy" size="sm" c="dimmed">
            {t('site.privacy')}
          </Anchor>
        )}
      </Group>
    </Container>
  );
}
