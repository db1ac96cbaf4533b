import type { Formats } from 'next-intl';

/** How the site writes numbers and times, by name: for `format.number(…, 'percent')` and `{share, number, percent}`. */
export const formats = {
  number: {
    /** 2.3M */
    compact: { notation: 'compact', maximumFractionDigits: 1 },
    /** 86.2% */
    percent: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
    /** 80% */
    wholePercent: { style: 'percent', maximumFractionDigits: 0 },
    /** 80%, 62.5% */
    shareTick: { style: 'percent', maximumFractionDigits: 2 },
    /** 3.5 */
    oneDecimal: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
    /** +3.1 */
    signed: { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' },
    /** 0.6931 */
    fourDecimals: { minimumFractionDigits: 4, maximumFractionDigits: 4 },
    /** 0.693, 0.00012 */
    threeDigits: { maximumSignificantDigits: 3 },
    /** 10, 7.5, 6.67 */
    points: { maximumFractionDigits: 2 },
    /** 12.34 */
    twoDecimals: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  },
  dateTime: {
    /** Nov 24, 2026, 14:05 */
    moment: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
    /** 14:05 */
    clock: { timeStyle: 'short', hourCycle: 'h23' },
  },
} satisfies Formats;
