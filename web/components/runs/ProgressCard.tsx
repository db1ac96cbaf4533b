'use client';

import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';

/** What an unfinished run waits for or does, and how long it will take. */
export function ProgressCard({ run, live }: { run: RunQuery['run']; live: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const { progress, queuePosition } = run;
  const phase = progress && t(`runs.phases.${progress.phase}.name`);
  const eta = progress?.etaSeconds;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600} role="status">
            {phase ?? (run.status === 'QUEUED' ? t('runs.waiting') : t('runs.starting'))}
          </Text>
          <Text size="sm" c="dimmed" className="figure">
            {typeof eta === 'number'
              ? t('runs.timeLeft', { duration: formats.duration(eta) })
              : queuePosition
                ? t('runs.queuePosition', { position: queuePosition })
                : ''}
          </Text>
        </Group>
        <Progress.Root size="lg">
          <Progress.Section
            value={progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0}
            aria-label={phase ?? t('runs.progress')}
          />
        </Progress.Root>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" className="figure">
            {progress
              ? t(`runs.phases.${progress.phase}.progress`, { done: progress.done, total: progress.total })
              : ' '}
          </Text>
          <Text size="sm" c="dimmed">
            {live ? t('runs.live') : t('runs.polling')}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
