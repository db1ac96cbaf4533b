'use client';

import { Alert } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { keepOverReloads } from '../../graphql/keptAnswers.ts';
import { askHealth, isAway, onReturn, reachability, watchHealth } from '../../graphql/reachability.ts';
import { useFormats } from '../page/formats.ts';
import { whenIdle } from '../page/whenIdle.ts';

/** How long the notice says that all is well again. */
const returnedMs = 6_000;

/** Says at the top of every page when a part of the system is missing, and for a moment that it is back. */
export function SystemNotice() {
  const t = useTranslations();
  const formats = useFormats();
  const reach = useSyncExternalStore(reachability.subscribe, reachability.current, () => 'ready' as const);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const ends = [whenIdle(() => void askHealth()), watchHealth(), keepOverReloads(), onReturn(() => setBack(true))];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setBack(false), returnedMs);
    return () => clearTimeout(timer);
  }, [isBack]);
  const text = isAway(reach)
    ? t(reach === 'offline' ? 'site.offline' : 'site.unavailable', {
        time: formats.clock(new Date(reachability.lastSeen())),
      })
    : isBack
      ? t('site.returned')
      : reach === 'degraded'
        ? t('site.degraded')
        : undefined;
  return (
    // It is there when it is empty, so that a screen reader says what comes into it.
    <div role="status" className="no-print">
      {text && (
        <Alert color={isAway(reach) ? 'red' : isBack ? 'teal' : 'yellow'} radius={0} role="note">
          {text}
        </Alert>
      )}
    </div>
  );
}
