'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Where this browser has opened the site; empty while the server renders. */
function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
}

/**
 * Where phones open the lecture: where this browser opened the site, unless that is a name that only this computer
 * knows; then where the API says that its machine may be reached.
 */
export function useRoomAddress(code: string, addresses: readonly string[]): { address: string; isLocal: boolean } {
  const origin = useOrigin();
  const isLocal = origin !== '' && loopback.includes(new URL(origin).hostname);
  const reachable = addresses.find((address) => !loopback.includes(new URL(address).hostname));
  return { address: `${(isLocal && reachable) || origin}/go/${code}`, isLocal };
}
