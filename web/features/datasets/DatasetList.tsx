'use client';

import { Group, Stack, Text } from '@mantine/core';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { formatCount } from '../formats/numbers.ts';
import { EmptyState } from '../shell/EmptyState.tsx';

type Dataset = CourseQuery['course']['datasets'][number];

export function DatasetList({ datasets }: { datasets: Dataset[] }) {
  if (datasets.length === 0)
    return <EmptyState title="No dataset yet">Labelled images that assignments are set on appear here.</EmptyState>;
  return (
    <Stack component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }}>
      {datasets.map((dataset) => (
        <li key={dataset.id}>
          <Text fw={600}>{dataset.name}</Text>
          {dataset.versions.map((version) => (
            <Stack key={version.id} gap={2} mt={4}>
              <Text size="sm">{version.classNames.join(', ')}</Text>
              <Group gap="md">
                <Count label="Training" count={version.trainCount} />
                <Count label="Validation" count={version.validationCount} />
                <Count label="Test, sealed" count={version.testCount} />
                <Text size="sm" c="dimmed">
                  Version{' '}
                  <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{version.hash.slice(0, 8)}</span>
                </Text>
              </Group>
            </Stack>
          ))}
          {dataset.attribution && (
            <Text size="xs" c="dimmed" mt={6}>
              {dataset.attribution}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <Text size="sm" c="dimmed" className="figure">
      {label}: {formatCount(count)}
    </Text>
  );
}
