'use client';

import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';

type Dataset = CourseQuery['course']['datasets'][number];

export function DatasetList({ datasets }: { datasets: Dataset[] }) {
  const t = useTranslations();
  if (datasets.length === 0) return <EmptyState title={t('datasets.none')}>{t('datasets.noneText')}</EmptyState>;
  return (
    <Stack component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }}>
      {datasets.map((dataset) => (
        <li key={dataset.id}>
          <Anchor component={Link} href={`/datasets/${dataset.id}`} fw={600}>
            {dataset.name}
          </Anchor>
          {dataset.versions.map((version) => (
            <Stack key={version.id} gap={2} mt={4}>
              <Text size="sm">{version.classNames.join(', ')}</Text>
              <Group gap="md">
                <Count>{t('datasets.training', { count: version.trainCount })}</Count>
                <Count>{t('datasets.validation', { count: version.validationCount })}</Count>
                <Count>{t('datasets.test', { count: version.testCount })}</Count>
                <Text size="sm" c="dimmed">
                  {t.rich('datasets.version', {
                    hash: version.hash.slice(0, 8),
                    code: (text) => <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{text}</span>,
                  })}
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

function Count({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" className="figure">
      {children}
    </Text>
  );
}
