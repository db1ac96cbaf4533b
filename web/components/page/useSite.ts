'use client';

import { useQuery } from '@apollo/client/react';
import { SiteDocument, type SiteQuery } from '../../graphql/generated/graphql.ts';

/** What everybody may know of the site; undefined while it is not known yet. */
export function useSite(): SiteQuery['site'] | undefined {
  return useQuery(SiteDocument, { fetchPolicy: 'cache-first' }).data?.site;
}
