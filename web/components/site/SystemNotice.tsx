'use client';

import { Alert } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type SystemHealth, systemHealthSchema } from '#contracts/health';

const askEveryMs = 30_000;

/** Says at the top of every page when a part of the system is missing. */
export function SystemNotice() {
  const t = useTranslations();
  const status = useSystemStatus();
  if (status === 'ready') return null;
  return (
    <Alert color={status === 'degraded' ? 'yellow' : 'red'} radius={0} role="status">
      {status === 'degraded' ? t('site.degraded') : t('site.unavailable')}
    </Alert>
  );
}

function useSystemStatus(): SystemHealth['status'] {
  const [status, setStatus] = useState<SystemHealth['status']>('ready');
  useEffect(() => {
    const ask = async () => {
      try {
        const answer = await fetch('/health/ready', { cache: 'no-store' });
        setStatus(systemHealthSchema.parse(await answer.json()).status);
      } catch {
        // The browser itself may be offline, or leaves the page.
      }
    };
    void ask();
    const timer = setInterval(ask, askEveryMs);
    return () => clearInterval(timer);
  }, []);
  return status;
}
