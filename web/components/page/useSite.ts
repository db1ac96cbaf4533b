'use client';

import { useQuery } from '@apollo/client/react';
import { SiteDocument, type SiteQuery } from '../../graphql/generated/graphql.ts';
import { useIsHydrated } from './useIsHydrated.ts';

/**
 * What everybody may know of the site; undefined while it is not known yet. A part of a page that is hydrated late
 * would find it in the cache, where the server had nothing: so nothing is known during hydration.
 */
export function useSite(): SiteQuery['site'] | undefined {
  const { data } = useQuery(SiteDocument, { fetchPolicy: 'cache-first' });
  const isHydrated = useIsHydrated();
  return isHydrated ? data?.site : undefined;
}
