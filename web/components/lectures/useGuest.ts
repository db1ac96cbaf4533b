'use client';

import { useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { isFinished } from '#contracts/runStatus';
import { GuestLectureDocument } from '../../graphql/generated/graphql.ts';

const keyOf = (code: string) => `lecture ${code}`;
const never = () => () => undefined;

/** How often a phone asks: while its run is on the way, and to notice the end. */
const busyMs = 1000;
const idleMs = 3000;

/** What a phone sends along so that the API knows its guest. */
export function asGuest(token: string) {
  return { headers: { 'x-lecture-guest': token } };
}

/** The guest's token, which this browser keeps for one lecture: a page that is loaded again goes on. */
export function useGuestToken(code: string): [token: string | null | undefined, keep: (token: string | null) => void] {
  const stored = useSyncExternalStore(
    never,
    () => read(code),
    () => undefined,
  );
  const [kept, setKept] = useState<string | null>();
  const keep = useCallback(
    (token: string | null) => {
      write(code, token);
      setKept(token);
    },
    [code],
  );
  return [kept === undefined ? stored : kept, keep];
}

/** The lecture as the guest sees it, brought up to date while a run is on its way. */
export function useGuestLecture(token: string) {
  const [interval, setInterval] = useState(busyMs);
  const result = useQuery(GuestLectureDocument, {
    context: asGuest(token),
    pollInterval: interval,
    fetchPolicy: 'no-cache',
  });
  const { refetch } = result;
  // In a pocket a phone asks rarely: who takes it out again sees at once where the lecture is.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refetch().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [refetch]);
  const runs = result.data?.guestLecture?.runs ?? [];
  const isBusy = runs.some(({ status }) => !isFinished(status));
  const wanted = isBusy ? busyMs : idleMs;
  if (result.data && wanted !== interval) setInterval(wanted);
  return { ...result, isBusy };
}

// A browser that keeps nothing still takes part until the page is loaded again.
function read(code: string): string | null {
  try {
    return localStorage.getItem(keyOf(code));
  } catch {
    return null;
  }
}

function write(code: string, token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(keyOf(code));
    else localStorage.setItem(keyOf(code), token);
  } catch {
    // As above.
  }
}
