import type { MeasuredCurveFieldsFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Segment } from '../charts/curvePlot.ts';

interface Spans {
  epochs?: number | null;
  earlyEpochs?: number | null;
  lateEpochs?: number | null;
}

/** What is measured of a recipe, as the course draws it: a dot for the start, lines for the slope and the asymptote. */
export function measuredSegments(
  t: Translate,
  curve: MeasuredCurveFieldsFragment | null | undefined,
  { epochs, earlyEpochs, lateEpochs }: Spans,
  color: string,
): Segment[] {
  if (!curve || !epochs || !earlyEpochs || !lateEpochs) return [];
  const { start, slope, intercept, asymptote } = curve;
  const segments: Segment[] = [{ from: [1, start], to: [1, start], color, label: t('transfer.startMark') }];
  if (typeof slope === 'number' && typeof intercept === 'number')
    segments.push({
      from: [1, intercept],
      to: [earlyEpochs, intercept + slope * (earlyEpochs - 1)],
      color,
      label: t('transfer.slopeMark'),
    });
  segments.push({
    from: [epochs - lateEpochs + 1, asymptote],
    to: [epochs, asymptote],
    color,
    label: t('transfer.asymptoteMark'),
  });
  return segments;
}
