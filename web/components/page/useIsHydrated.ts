import { startTransition, useEffect, useState } from 'react';

/**
 * False on the server and while its page is hydrated: what only the browser knows may be shown when it is true. What it
 * shows then may be a whole page, which is drawn in steps: the browser answers its reader between them.
 */
export function useIsHydrated(): boolean {
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => startTransition(() => setHydrated(true)), []);
  return isHydrated;
}
