'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

/** The page of a list that is shown, by the cursors of those before it. Another `list` begins at its first page. */
export function usePages(list: string) {
  const [place, setPlace] = useState<{ list: string; cursors: string[] }>({ list, cursors: [] });
  const cursors = place.list === list ? place.cursors : [];
  return {
    after: cursors.at(-1),
    isFirst: cursors.length === 0,
    next: (cursor: string) => setPlace({ list, cursors: [...cursors, cursor] }),
    back: () => setPlace({ list, cursors: cursors.slice(0, -1) }),
  };
}

/** The buttons to the pages before and after; nothing for a list of one page. */
export function Pages(props: {
  pages: ReturnType<typeof usePages>;
  info: { hasNextPage: boolean; endCursor?: string | null | undefined };
}) {
  const { pages, info } = props;
  const t = useTranslations();
  if (pages.isFirst && !info.hasNextPage) return null;
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" size="xs" disabled={pages.isFirst} onClick={pages.back}>
        {t('administration.pageBefore')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!info.hasNextPage}
        onClick={() => info.endCursor && pages.next(info.endCursor)}
      >
        {t('administration.pageAfter')}
      </Button>
    </Group>
  );
}
