'use client';

import { Button, Code, CopyButton, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** A link that is shown once, with a button that copies it. */
export function CopyLink({ link }: { link: string }) {
  const t = useTranslations();
  return (
    <Group gap="sm">
      <Code style={{ overflowWrap: 'anywhere' }}>{link}</Code>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {copied ? t('page.copied') : t('page.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
