'use client';

import { useQuery } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { BoardCurvesDocument } from '../../graphql/generated/graphql.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { lineStyle } from '../charts/lineColors.ts';
import { type ComparedLine, comparedCurves } from '../comparison/comparedCurves.ts';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { shareAxis } from '../runs/shareAxis.ts';

const mostRuns = 8;
/** A colour that none of the students' curves has. */
const referenceStyle = 9;

/** The validation curves of the first runs of the leaderboard in one chart, and the staff's reference run as a line. */
export function CurveComparison({ assignmentId, version }: { assignmentId: string; version: number }) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(BoardCurvesDocument, { variables: { assignmentId, first: mostRuns } });
  const { refetch } = result;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is the reason to ask again.
  useEffect(() => {
    void refetch();
  }, [version]);
  const board = (result.data ?? result.previousData)?.leaderboard;
  const { lines, x, series } = useMemo(() => {
    const curves = [
      ...(board?.entriesPage.nodes ?? []).map((entry, index) => ({
        runId: entry.runId,
        label: t('leaderboards.curve', { place: entry.place, name: entry.name }),
        style: index,
        points: entry.curve,
      })),
      ...(board?.reference
        ? [
            {
              runId: 'reference',
              label: t('leaderboards.referenceCurve', { backbone: board.reference.backbone }),
              style: referenceStyle,
              points: board.reference.curve,
            },
          ]
        : []),
    ];
    const lines = curves.map(({ runId, label, style }): ComparedLine => ({ runIds: [runId], label, style }));
    return { lines, ...comparedCurves(lines, curves, 0) };
  }, [board, t]);
  return (
    <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={6}>
      {() => (
        <figure style={{ margin: 0 }}>
          <CurveLegend lines={lines} />
          <CurveChart
            label={t('leaderboards.curvesChart', {
              curves: series
                .map(
                  ({ label, values }) =>
                    `${label}: ${formats.percentOrDash(values.findLast((value) => value != null))}`,
                )
                .join('; '),
            })}
            x={x}
            series={series}
            until={x.at(-1) ?? 2}
            height={320}
            formatTick={formats.shareTick}
            formatValue={formats.percent}
            formatEpoch={(epoch) => t('charts.epoch', { epoch })}
            range={shareAxis(series.flatMap(({ values }) => values)).domain}
          />
        </figure>
      )}
    </QueryState>
  );
}

/** Which stroke is whose, in the order of the leaderboard. */
function CurveLegend({ lines }: { lines: ComparedLine[] }) {
  return (
    <Group component="figcaption" gap="md" mb="sm">
      {lines.map(({ runIds, label, style }) => {
        const { color, dash } = lineStyle(style);
        return (
          <Group key={runIds[0]} gap={6} wrap="nowrap">
            <svg width="28" height="4" aria-hidden="true">
              <line x2="28" y1="2" y2="2" strokeWidth="2.5" stroke={color} strokeDasharray={dash.join(' ')} />
            </svg>
            <Text size="sm">{label}</Text>
          </Group>
        );
      })}
    </Group>
  );
}
