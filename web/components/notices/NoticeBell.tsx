'use client';

import { useQuery } from '@apollo/client/react';
import { ActionIcon, Indicator } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { UnreadNoticesDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Link } from '../page/Link.tsx';
import { whenIdle } from '../page/whenIdle.ts';

const refreshMilliseconds = 20_000;

/** The way to one's notices, with the number of those that one has not read. Nothing before signing in. */
export function NoticeBell() {
  const t = useTranslations();
  const { me } = useMe();
  // The page comes first.
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  const { data } = useQuery(UnreadNoticesDocument, { pollInterval: refreshMilliseconds, skip: !me || !isIdle });
  if (!me) return null;
  const unread = data?.unreadNotices ?? 0;
  return (
    <Indicator
      label={unread > 99 ? t('notices.many') : unread}
      size={16}
      disabled={unread === 0}
      color="red.8"
      offset={4}
      aria-hidden={false}
    >
      <ActionIcon
        component={Link}
        href="/notices"
        variant="default"
        size="lg"
        aria-label={t('notices.bell', { count: unread })}
      >
        <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
          <path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9" strokeLinejoin="round" />
          <path d="M10 20a2.2 2.2 0 0 0 4 0" strokeLinecap="round" />
        </svg>
      </ActionIcon>
    </Indicator>
  );
}
