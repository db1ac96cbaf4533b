'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PageEndsFragment } from '../../graphql/generated/graphql.ts';
import { pageRows } from './pageRows.ts';

/** Where one is in a list that comes in pages: a new list, which `key` names, begins on its first page. */
export function usePages(key: string) {
  const [place, setPlace] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = place.key === key ? place.cursors : [];
  return {
    /** Null on the first page. */
    after: cursors.at(-1) ?? null,
    /** Rows before this page. */
    passed: cursors.length * pageRows,
    onNext: (cursor: string) => setPlace({ key, cursors: [...cursors, cursor] }),
    onPrevious: () => setPlace({ key, cursors: cursors.slice(0, -1) }),
  };
}

/** "51 to 100 of 1,234", and the ways to the pages before and after. Nothing where one page has all. */
export function Pager({
  pages,
  rows,
  total,
  ends,
}: {
  pages: ReturnType<typeof usePages>;
  /** How many this page has. */
  rows: number;
  total: number;
  ends: PageEndsFragment;
}) {
  const t = useTranslations();
  const { passed, onNext, onPrevious } = pages;
  if (passed === 0 && !ends.hasNextPage) return null;
  return (
    <Group component="nav" justify="space-between" aria-label={t('pages.title')}>
      <Text size="sm" c="dimmed" role="status">
        {t('pages.range', { from: passed + Math.min(1, rows), to: passed + rows, total })}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" disabled={passed === 0} onClick={onPrevious}>
          {t('pages.previous')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!ends.hasNextPage}
          onClick={() => ends.endCursor && onNext(ends.endCursor)}
        >
          {t('pages.next')}
        </Button>
      </Group>
    </Group>
  );
}
