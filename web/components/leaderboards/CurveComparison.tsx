'use client';

import { useQuery } from '@apollo/client/react';
import { LineChart } from '@mantine/charts';
import { Group, getThemeColor, Text, useMantineTheme } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { BoardCurvesDocument } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { shareAxis } from '../runs/shareAxis.ts';
import { curveTable } from './curveTable.ts';

/** Colours and dashes, so that the curves can be told apart without colour. */
const strokes = [
  { color: 'river.7', strokeDasharray: undefined },
  { color: 'orange.6', strokeDasharray: '6 3' },
  { color: 'grape.6', strokeDasharray: '2 3' },
  { color: 'teal.6', strokeDasharray: '8 3 2 3' },
  { color: 'red.6', strokeDasharray: undefined },
  { color: 'indigo.5', strokeDasharray: '6 3' },
  { color: 'lime.8', strokeDasharray: '2 3' },
  { color: 'pink.6', strokeDasharray: '8 3 2 3' },
] as const;

/** The validation curves of the first runs of the leaderboard in one chart, and the staff's reference run as a line. */
export function CurveComparison({ assignmentId, version }: { assignmentId: string; version: number }) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(BoardCurvesDocument, { variables: { assignmentId, first: strokes.length } });
  const { refetch } = result;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is the reason to ask again.
  useEffect(() => {
    void refetch();
  }, [version]);
  const board = (result.data ?? result.previousData)?.leaderboard;
  const series = [
    ...(board?.entriesPage.nodes ?? []).map((entry, index) => ({
      name: entry.runId,
      label: t('leaderboards.curve', { place: entry.place, name: entry.name }),
      ...strokes[index]!,
      points: entry.curve,
    })),
    ...(board?.reference
      ? [
          {
            name: 'reference',
            label: t('leaderboards.referenceCurve', { backbone: board.reference.backbone }),
            color: 'gray.6',
            strokeDasharray: '1 4',
            points: board.reference.curve,
          },
        ]
      : []),
  ];
  const epochs = series.map(({ name, points }) => ({ runId: name, points }));
  return (
    <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={6}>
      {() => (
        <figure style={{ margin: 0 }}>
          <CurveLegend curves={series} />
          <LineChart
            h={320}
            data={curveTable(epochs)}
            dataKey="epoch"
            xAxisLabel={t('runs.epoch')}
            series={series.map(({ points, ...curve }) => curve)}
            curveType="linear"
            gridAxis="x"
            tickLine="none"
            withDots={false}
            valueFormatter={formats.percent}
            xAxisProps={{ type: 'number', domain: ['dataMin', 'dataMax'], allowDecimals: false }}
            yAxisProps={{
              ...shareAxis(epochs.flatMap(({ points }) => points.map(({ value }) => value))),
              tickFormatter: formats.wholePercent,
              width: 44,
            }}
            tooltipAnimationDuration={0}
            lineProps={{ isAnimationActive: false }}
          />
        </figure>
      )}
    </QueryState>
  );
}

interface Curve {
  name: string;
  label: string;
  color: string;
  strokeDasharray: string | undefined;
}

/** Which stroke is whose, in the order of the leaderboard. */
function CurveLegend({ curves }: { curves: Curve[] }) {
  const theme = useMantineTheme();
  return (
    <Group component="figcaption" gap="md" mb="sm">
      {curves.map(({ name, label, color, strokeDasharray }) => (
        <Group key={name} gap={6} wrap="nowrap">
          <svg width="28" height="4" aria-hidden="true">
            <line
              x2="28"
              y1="2"
              y2="2"
              strokeWidth="2.5"
              stroke={getThemeColor(color, theme)}
              strokeDasharray={strokeDasharray}
            />
          </svg>
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
