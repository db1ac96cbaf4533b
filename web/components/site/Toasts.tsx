'use client';

import { useNotifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useState } from 'react';

const LoadedToasts = dynamic(() => import('./LoadedToasts.tsx').then(({ LoadedToasts }) => LoadedToasts), {
  ssr: false,
});

/** Shows what `notifications.show` says. What draws it loads with the first one. */
export function Toasts() {
  const { notifications, queue } = useNotifications();
  const [wasNeeded, setNeeded] = useState(false);
  if (!wasNeeded && notifications.length + queue.length > 0) setNeeded(true);
  return wasNeeded ? <LoadedToasts position="bottom-right" /> : null;
}
