'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { mostCompared } from '#contracts/comparison';
import { Link } from '../page/Link.tsx';

export interface RunSelection {
  ids: readonly string[];
  isFull: boolean;
  toggle(id: string): void;
  clear(): void;
}

/** Which runs of a list are chosen, over all of its pages. */
export function useRunSelection(): RunSelection {
  const [ids, setIds] = useState<readonly string[]>([]);
  return {
    ids,
    isFull: ids.length >= mostCompared,
    toggle: (id) =>
      setIds((chosen) =>
        chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(0, mostCompared),
      ),
    clear: () => setIds([]),
  };
}

/** How many runs are chosen, and the way to compare them. */
export function CompareChosen({ selection }: { selection: RunSelection }) {
  const t = useTranslations();
  const { ids, isFull, clear } = selection;
  return (
    <Group gap="sm" role="group" aria-label={t('comparison.title')}>
      {ids.length >= 2 ? (
        <Button component={Link} href={`/compare?runs=${ids.join(',')}`} size="xs">
          {t('comparison.compare', { count: ids.length })}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('comparison.choose')}
        </Text>
      )}
      {ids.length > 0 && (
        <Button size="xs" variant="default" onClick={clear}>
          {t('comparison.clear')}
        </Button>
      )}
      {isFull && (
        <Text size="sm" c="dimmed" role="status">
          {t('comparison.full', { most: mostCompared })}
        </Text>
      )}
    </Group>
  );
}
