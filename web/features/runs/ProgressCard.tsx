'use client';

import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { formatCompact } from '../formats/numbers.ts';
import { formatDuration } from '../formats/times.ts';
import { phaseNames } from './statusNames.ts';

/** What an unfinished run waits for or does, and how long it will take. */
export function ProgressCard({ run, live }: { run: RunQuery['run']; live: boolean }) {
  const { progress, queuePosition } = run;
  const phase = progress && phaseNames[progress.phase];
  const eta = progress?.etaSeconds;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600} role="status">
            {phase ? phase.name : run.status === 'QUEUED' ? 'Waiting for a worker' : 'A worker is starting'}
          </Text>
          <Text size="sm" c="dimmed" className="figure">
            {typeof eta === 'number'
              ? `About ${formatDuration(eta)} left`
              : queuePosition
                ? `Place ${queuePosition} in the queue`
                : ''}
          </Text>
        </Group>
        <Progress.Root size="lg">
          <Progress.Section
            value={progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0}
            aria-label={phase?.name ?? 'Progress'}
          />
        </Progress.Root>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" className="figure">
            {progress && phase
              ? `${formatCompact(progress.done)} of ${formatCompact(progress.total)} ${phase.unit}`
              : ' '}
          </Text>
          <Text size="sm" c="dimmed">
            {live ? 'Live' : 'Connecting: asking every few seconds'}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
