'use client';

import { useQuery } from '@apollo/client/react';
import { LineChart } from '@mantine/charts';
import { CurvesDocument } from '../../graphql/generated/graphql.ts';
import { formatPercent } from '../formats/numbers.ts';
import { shareAxis } from '../runs/quantities.ts';
import { QueryState } from '../shell/QueryState.tsx';
import { CurveLegend } from './CurveLegend.tsx';
import { curveTable } from './curveTable.ts';
import type { Entry } from './LeaderboardTable.tsx';

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

/** The validation curves of the first runs of the leaderboard in one chart. */
export function CurveComparison({ entries }: { entries: Entry[] }) {
  const shown = entries.slice(0, strokes.length);
  const result = useQuery(CurvesDocument, { variables: { runIds: shown.map((entry) => entry.runId) } });
  const series = shown.map((entry, index) => ({
    name: entry.runId,
    label: `${entry.rank}. ${entry.student.name}`,
    ...strokes[index]!,
  }));
  return (
    <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={6}>
      {({ epochs }) => (
        <figure style={{ margin: 0 }}>
          <CurveLegend curves={series} />
          <LineChart
            h={320}
            data={curveTable(epochs)}
            dataKey="epoch"
            xAxisLabel="Epoch"
            series={series}
            curveType="linear"
            gridAxis="x"
            tickLine="none"
            withDots={false}
            valueFormatter={formatPercent}
            xAxisProps={{ type: 'number', domain: ['dataMin', 'dataMax'], allowDecimals: false }}
            yAxisProps={{ ...shareAxis(epochs.flatMap(({ points }) => points.map(({ value }) => value))), width: 44 }}
            tooltipAnimationDuration={0}
            lineProps={{ isAnimationActive: false }}
          />
        </figure>
      )}
    </QueryState>
  );
}
