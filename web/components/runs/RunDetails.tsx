'use client';

import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import { Section } from '../page/Section.tsx';
import type { Details } from './RunDetailsDialog.tsx';
import { Tags } from './Tags.tsx';

const RunDetailsDialog = onFirstOpening(() =>
  import('./RunDetailsDialog.tsx').then(({ RunDetailsDialog }) => RunDetailsDialog),
);

/**
 * What a student wrote on a run: its note and tags, to be changed by themselves alone. The name is the page's title.
 */
export function RunDetails({ run, isOwn }: { run: Details; isOwn: boolean }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const isEmpty = run.note === '' && run.tags.length === 0 && !run.name;
  if (isEmpty && !isOwn) return null;
  return (
    <Section
      title={t('runs.details')}
      actions={
        isOwn && (
          <Button size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
            {t('runs.editDetails')}
          </Button>
        )
      }
    >
      {run.name && (
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {run.name}
        </Text>
      )}
      {run.tags.length > 0 && <Tags tags={run.tags} />}
      {run.note !== '' && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {run.note}
        </Text>
      )}
      {isEmpty && (
        <Text size="sm" c="dimmed">
          {t('runs.detailsEmpty')}
        </Text>
      )}
      <RunDetailsDialog run={run} opened={opened} onClose={close} />
    </Section>
  );
}
