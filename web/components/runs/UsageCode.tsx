'use client';

import { Button, Code, CopyButton, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** Lines of a program, to be copied. */
export function UsageCode({ name, lines }: { name: string; lines: readonly string[] }) {
  const t = useTranslations();
  const text = lines.join('\n');
  return (
    <Stack gap={4} align="stretch">
      <Code
        block
        tabIndex={0}
        role="group"
        aria-label={t('runs.exportCode', { name })}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" onClick={copy} style={{ alignSelf: 'flex-end' }}>
            {copied ? t('page.copied') : t('page.copy')}
            <span className="visually-hidden">{`: ${t('runs.exportCode', { name })}`}</span>
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
