'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isAway, reachability } from '../../graphql/reachability.ts';
import { useFormats } from './formats.ts';

/** Seconds. An end that was said to be so near is a promise, and a further estimate does not put it off. */
const promised = 10;
/** Seconds around the end in which no number is right. */
const around = 3;

/**
 * The seconds that an estimate leaves by now, which count down until the next one; less than 0 when it is overdue.
 * `news` is what the estimate came with: another one means that it was made again, even to the same number.
 */
export function useRemaining(seconds: number | null | undefined, news?: unknown): number | undefined {
  const [due, setDue] = useState<number>();
  const [now, setNow] = useState(() => Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: news is why.
  useEffect(() => {
    const at = Date.now();
    setNow(at);
    setDue((before) => {
      if (typeof seconds !== 'number') return undefined;
      const next = at + seconds * 1000;
      return before !== undefined && seconds <= promised ? Math.min(before, next) : next;
    });
  }, [seconds, news]);
  const counts = due !== undefined;
  useEffect(() => {
    if (!counts) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [counts]);
  return due === undefined ? (seconds ?? undefined) : (due - now) / 1000;
}

/**
 * Whether what remains of an estimate is a number that can be said, nearly nothing, or long since over; undefined when
 * it would be over and the site is away, so that nobody knows.
 */
export function useStage(remaining: number | undefined): 'COUNTS' | 'SOON' | 'LATE' | undefined {
  const away = isAway(useSyncExternalStore(reachability.subscribe, reachability.current, () => 'ready' as const));
  if (remaining === undefined) return undefined;
  if (remaining > around) return 'COUNTS';
  return remaining > -around ? 'SOON' : away ? undefined : 'LATE';
}

/**
 * "About 12 s left", then "Done in a moment", then "Takes longer than expected"; empty when nobody knows, undefined
 * without an estimate.
 */
export function useTimeLeft(seconds: number | null | undefined, news?: unknown): string | undefined {
  const t = useTranslations();
  const { duration } = useFormats();
  const remaining = useRemaining(seconds, news);
  const stage = useStage(remaining);
  if (remaining === undefined) return undefined;
  if (stage === undefined) return '';
  return stage === 'COUNTS' ? t('page.timeLeft', { duration: duration(remaining) }) : t(`page.timeLeftStage.${stage}`);
}
