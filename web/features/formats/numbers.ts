const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 2257984 → "2,257,984" */
export const formatCount = (count: number) => whole.format(count);

/** 2257984 → "2.3M" */
export const formatCompact = (count: number) => compact.format(count);

/** 0.8 → "80%" */
export const formatShare = (share: number) => `${Math.round(share * 100)}%`;

/** 0.8615 → "86.2%" */
export const formatPercent = (share: number) => percent.format(share);

/** A loss or a rate: four decimals, or powers of ten where those would show nothing. */
export function formatValue(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(4);
}

/** 12800 → "12.8 GB", 640 → "640 MB" */
export const formatMegabytes = (megabytes: number) =>
  megabytes < 1000 ? `${megabytes} MB` : `${Math.round(megabytes / 100) / 10} GB`;
