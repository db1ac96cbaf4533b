'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { WeightsChoiceFragment } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';

/** The weights that a course has published. */
export function WeightsList({ weights }: { weights: readonly WeightsChoiceFragment[] }) {
  const t = useTranslations();
  if (weights.length === 0) return <EmptyState title={t('weights.none')}>{t('weights.noneText')}</EmptyState>;
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {weights.map(({ id, name, backbone, inputSize, preprocessing }) => (
        <li key={id}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {t('weights.facts', { backbone, inputSize, preprocessing })}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
