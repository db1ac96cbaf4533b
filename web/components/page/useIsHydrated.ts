import { useSyncExternalStore } from 'react';

const noSubscription = () => () => undefined;

/** False on the server and while its page is hydrated: what only the browser knows may be shown when it is true. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    noSubscription,
    () => true,
    () => false,
  );
}
