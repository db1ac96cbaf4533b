'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Translate } from '../../i18n/translate.ts';

export type Formats = ReturnType<typeof formatsOf>;

/** How numbers and times read in the language of the site; times are in the reader's own time zone. */
export function useFormats(): Formats {
  const format = useFormatter();
  const t = useTranslations();
  return useMemo(() => formatsOf(format, t), [format, t]);
}

export function formatsOf(format: ReturnType<typeof useFormatter>, t: Translate) {
  const percent = (share: number) => format.number(share, 'percent');
  return {
    /** 2257984 → "2,257,984" */
    count: (count: number) => format.number(count),

    /** 0.8 → "80%" */
    wholePercent: (share: number) => format.number(share, 'wholePercent'),

    /** 0.8615 → "86.2%" */
    percent,

    /** A share beside the axis of a chart, which is not rounded: 0.8 → "80%", 0.625 → "62.5%" */
    shareTick: (share: number) => format.number(share, 'shareTick'),

    /** 0.031 → "+3.1", of percent: a difference of shares */
    signedPercent: (share: number) => format.number(share * 100, 'signed'),

    /** 0.8615 → "86.2%", and a dash for a number that is not known. */
    percentOrDash: (share: number | null | undefined) => (typeof share === 'number' ? percent(share) : '–'),

    /** Points of a grade: 7.5, 10, and a dash for none. */
    pointsOrDash: (points: number | null | undefined) =>
      typeof points === 'number' ? format.number(points, 'points') : '–',

    /** A loss or a rate: four decimals, or powers of ten where those would be all zeros or too long. */
    value: (value: number | null | undefined) =>
      typeof value !== 'number'
        ? '–'
        : isExtreme(value)
          ? value.toExponential(1)
          : format.number(value, 'fourDecimals'),

    /** The same beside the axis of a chart: 0.71234 → "0.712" */
    tick: (value: number) => (isExtreme(value) ? value.toExponential(1) : format.number(value, 'threeDigits')),

    /** 12.341 → "12.34" */
    twoDecimals: (value: number) => format.number(value, 'twoDecimals'),

    /** 12800 → "12.8 GB", 640 → "640 MB" */
    megabytes: (size: number) =>
      size < 1000 ? t('formats.megabytes', { size }) : t('formats.gigabytes', { size: Math.round(size / 100) / 10 }),

    /** "Nov 24, 2026, 14:05" */
    moment: (time: string | Date) => format.dateTime(new Date(time), 'moment'),

    /** The same as the clock shows it in a zone that is named: "Nov 24, 2026, 14:05 (Europe/Berlin)" */
    momentIn: (time: string | Date, timeZone: string) =>
      t('formats.momentIn', { moment: format.dateTime(new Date(time), 'moment', { timeZone }), timeZone }),

    /** "14:05", on the reader's own clock. */
    clock: (time: string | Date) => format.dateTime(new Date(time), 'clock'),

    /** "in 3 days", "2 minutes ago" */
    relative: (time: string, now = Date.now()) => format.relativeTime(new Date(time), now),

    /** 8.2 → "8 s", 95 → "1 min 35 s", 7300 → "2 h 1 min" */
    duration(seconds: number): string {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return t('formats.seconds', { seconds: whole });
      const minutes = Math.floor(whole / 60);
      if (minutes < 60) return t('formats.minutes', { minutes, seconds: whole % 60 });
      return t('formats.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },
  };
}

function isExtreme(value: number): boolean {
  return value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1_000_000);
}
