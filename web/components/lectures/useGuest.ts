'use client';

import { useQuery } from '@apollo/client/react';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { isFinished } from '#contracts/runStatus';
import { GuestLectureDocument, type GuestLectureQuery } from '../../graphql/generated/graphql.ts';

const keyOf = (code: string) => `lecture ${code}`;
const seenKeyOf = (code: string) => `lecture ${code} seen`;
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
    () => read(keyOf(code)),
    () => undefined,
  );
  const [kept, setKept] = useState<string | null>();
  const keep = useCallback(
    (token: string | null) => {
      write(keyOf(code), token);
      if (token === null) write(seenKeyOf(code), null);
      setKept(token);
    },
    [code],
  );
  return [kept === undefined ? stored : kept, keep];
}

/** What a phone keeps of a lecture for itself: its own curves stay when the lecture has ended. */
export type SeenLecture = Pick<NonNullable<GuestLectureQuery['guestLecture']>, 'choices' | 'runs'>;

/** The lecture as the guest sees it, brought up to date while a run is on its way; and what was seen of it at last. */
export function useGuestLecture(code: string, token: string) {
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
  const seen = useSeenLecture(code, result.data?.guestLecture);
  return { ...result, isBusy, seen };
}

/** A page that is loaded again after the end has its curves from what the browser keeps, which has no name. */
function useSeenLecture(code: string, lecture: GuestLectureQuery['guestLecture'] | undefined): SeenLecture | null {
  const text = lecture ? JSON.stringify({ choices: lecture.choices, runs: lecture.runs.map(withoutName) }) : null;
  useEffect(() => {
    if (text !== null) write(seenKeyOf(code), text);
  }, [code, text]);
  const [last, setLast] = useState(() => read(seenKeyOf(code)));
  if (text !== null && text !== last) setLast(text);
  return useMemo(() => parse(last), [last]);
}

function withoutName(run: SeenLecture['runs'][number]): SeenLecture['runs'][number] {
  return { ...run, nickname: null };
}

function parse(text: string | null): SeenLecture | null {
  try {
    return text === null ? null : (JSON.parse(text) as SeenLecture);
  } catch {
    return null;
  }
}

// A browser that keeps nothing still takes part until the page is loaded again.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // As above.
  }
}
