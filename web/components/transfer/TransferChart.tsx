'use client';

import { useQuery } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { type RunTransferQuery, TransferCurvesDocument } from '../../graphql/generated/graphql.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { measuredSegments } from './measuredSegments.ts';

type Transfer = NonNullable<RunTransferQuery['run']['transfer']>;

/**
 * The curves of both sides, pretrained ones drawn through and those from scratch dashed, with what is measured of each:
 * a dot where it starts, its slope, and where it ends.
 */
export function TransferChart({ transfer }: { transfer: Transfer }) {
  const { curves, pretrained, scratch } = transfer;
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(TransferCurvesDocument, { variables: { runIds: curves.map(({ runId }) => runId) } });
  return (
    <QueryState result={result} rows={6}>
      {({ epochs }) => {
        const x = [...new Set(epochs.flatMap(({ points }) => points.map(({ epoch }) => epoch)))].sort((a, b) => a - b);
        const series = curves.map(({ runId, seed, isFromScratch }) => {
          const points = epochs.find((series) => series.runId === runId)?.points ?? [];
          const values = new Map(points.map(({ epoch, value }) => [epoch, value ?? null]));
          return {
            label: isFromScratch ? t('transfer.scratch', { seed }) : t('transfer.pretrained', { seed }),
            color: isFromScratch ? '--mantine-color-orange-6' : '--mantine-color-river-7',
            ...(isFromScratch && { dash: [6, 3] }),
            values: x.map((epoch) => values.get(epoch) ?? null),
          };
        });
        return (
          <CurveChart
            label={t('transfer.chart')}
            x={x}
            series={series}
            until={x.at(-1) ?? 1}
            segments={[
              ...measuredSegments(t, pretrained, transfer, '--mantine-color-river-7'),
              ...measuredSegments(t, scratch, transfer, '--mantine-color-orange-6'),
            ]}
            height={280}
            formatTick={formats.shareTick}
            formatValue={formats.percent}
            formatEpoch={(epoch) => t('transfer.epoch', { epoch })}
          />
        );
      }}
    </QueryState>
  );
}
