'use client';

import { useQuery } from '@apollo/client/react';
import { MeDocument } from '../../graphql/generated/graphql.ts';

/** The signed-in account; null when there is none, undefined while it is not known yet. */
export function useMe() {
  const { data, error, refetch } = useQuery(MeDocument);
  return { me: data?.me, error, refetch };
}
