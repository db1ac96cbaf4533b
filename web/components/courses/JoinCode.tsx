'use client';

import { Button, Code, CopyButton, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../page/Section.tsx';

export function JoinCode({ code }: { code: string }) {
  const t = useTranslations();
  return (
    <Section title={t('courses.joinCode')} description={t('courses.joinCodeDescription')}>
      <Group justify="space-between" wrap="nowrap">
        <Code fz="lg" fw={650} px="sm" py={4} data-testid="join-code">
          {code}
        </Code>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t('page.copied') : t('page.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Section>
  );
}
