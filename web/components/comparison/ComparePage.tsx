'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Stack } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { mostCompared } from '#contracts/comparison';
import { type EpochMetric, epochMetrics } from '#contracts/metrics';
import { isFinished } from '#contracts/runStatus';
import { ComparedCurvesDocument, CompareRunsDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { runLabels } from '../runs/runLabel.ts';
import { AddRun } from './AddRun.tsx';
import { ComparedTable } from './ComparedTable.tsx';
import type { ComparedRun, Comparison } from './comparison.ts';

const RecipeMeasures = dynamic(() => import('./RecipeMeasures.tsx').then(({ RecipeMeasures }) => RecipeMeasures), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const CompareChart = dynamic(() => import('./CompareChart.tsx').then(({ CompareChart }) => CompareChart), {
  ssr: false,
  loading: () => <LoadingRows rows={12} />,
});

/** The text of both recipes needs the YAML library. */
const RecipeDiff = dynamic(() => import('./RecipeDiff.tsx').then(({ RecipeDiff }) => RecipeDiff));

const refreshMilliseconds = 5_000;
const maxPoints = 1_000;

interface ComparePageProps {
  runIds: string[];
  baseId: string | null;
  metric: string;
}

/** Several runs side by side. The address keeps which ones. */
export function ComparePage(first: ComparePageProps) {
  const t = useTranslations();
  const [runIds, setRunIds] = useState(() => [...new Set(first.runIds)].slice(0, mostCompared));
  const [baseId, setBaseId] = useState(first.baseId);
  const [metric, setMetric] = useState<EpochMetric>(epochMetrics.find((name) => name === first.metric) ?? 'VAL_ACC');
  const [drawn, setDrawn] = useState<string | null>(null);
  const base = baseId !== null && runIds.includes(baseId) ? baseId : null;
  const skip = runIds.length === 0;
  const result = useQuery(CompareRunsDocument, { variables: { runIds, baseId: base }, skip });
  const curves = useQuery(ComparedCurvesDocument, {
    variables: { runIds, metric, maxPoints },
    skip,
    // Twenty runs of a thousand epochs are twenty thousand points, which the cache would take apart one by one.
    fetchPolicy: 'no-cache',
  });
  const comparison = (result.data ?? result.previousData)?.compareRuns;
  const histories = (curves.data ?? curves.previousData)?.epochs;
  useRefreshing(comparison, result, curves);
  useEffect(() => {
    const query = new URLSearchParams({ runs: runIds.join(',') });
    if (base !== null) query.set('base', base);
    if (metric !== 'VAL_ACC') query.set('metric', metric.toLowerCase());
    window.history.replaceState(null, '', `/compare?${decodeURIComponent(query.toString())}`);
  }, [runIds, base, metric]);
  const runs = useMemo(() => comparison?.runs.filter(({ id }) => runIds.includes(id)) ?? [], [comparison, runIds]);
  const labels = useLabels(runs);
  const assignment = runs[0]?.assignment;
  const remove = (id: string) => setRunIds(runIds.filter((other) => other !== id));
  if (skip)
    return (
      <Page title={t('comparison.title')}>
        <EmptyState title={t('comparison.empty')}>
          <Anchor component={Link} href="/courses" size="sm">
            {t('comparison.emptyLink')}
          </Anchor>
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={t('comparison.heading', { count: runIds.length })}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${assignment.id}` },
        ]
      }
      actions={<CopyLink />}
    >
      <QueryState result={{ ...result, data: comparison }} rows={10}>
        {(compared) => (
          <Stack gap="lg">
            <Section
              title={t('comparison.curves')}
              actions={
                assignment && (
                  <AddRun
                    assignment={assignment}
                    chosen={runIds}
                    onAdd={(id) => setRunIds([...runIds, id].slice(0, mostCompared))}
                  />
                )
              }
            >
              <QueryState result={{ ...curves, data: histories }} rows={10}>
                {(epochs) => (
                  <CompareChart
                    runs={runs}
                    labels={labels}
                    recipes={compared.recipes}
                    histories={epochs}
                    metric={metric}
                    onMetric={setMetric}
                    drawn={drawn}
                  />
                )}
              </QueryState>
            </Section>
            <Section title={t('comparison.differences')} description={t('comparison.differencesText')}>
              <ComparedTable
                runs={runs}
                labels={labels}
                fields={compared.fields}
                order={compared.runs}
                histories={histories ?? []}
                metric={metric}
                onRemove={remove}
              />
            </Section>
            {compared.recipes.length > 1 && (
              <RecipeMeasures
                comparison={compared}
                labels={labels}
                onBase={setBaseId}
                drawn={drawn}
                onDraw={setDrawn}
              />
            )}
            {runs.length > 1 && <RecipeDiff runs={runs} labels={labels} />}
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}

function CopyLink() {
  const t = useTranslations();
  const clipboard = useClipboard();
  return (
    <Button variant="default" onClick={() => clipboard.copy(window.location.href)}>
      {clipboard.copied ? t('page.copied') : t('comparison.copyLink')}
    </Button>
  );
}

/** Reads both again every few seconds while one of the runs goes on. */
function useRefreshing(
  comparison: Comparison | undefined,
  result: { startPolling: (ms: number) => void; stopPolling: () => void },
  curves: { startPolling: (ms: number) => void; stopPolling: () => void },
): void {
  const unfinished = comparison?.runs.some(({ status }) => !isFinished(status)) ?? false;
  const polled = [result, curves];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions of a query stay the same.
  useEffect(() => {
    if (!unfinished) return;
    for (const { startPolling } of polled) startPolling(refreshMilliseconds);
    return () => {
      for (const { stopPolling } of polled) stopPolling();
    };
  }, [unfinished]);
}

/** How each run is called here; with its student where there are several. */
function useLabels(runs: ComparedRun[]): ReadonlyMap<string, string> {
  const t = useTranslations();
  return useMemo(() => {
    const several = new Set(runs.map(({ student }) => student.id)).size > 1;
    const names = runLabels(runs);
    return new Map(
      runs.map(({ id, student }, index) => [
        id,
        several ? t('comparison.ofStudent', { name: student.name, label: names[index]! }) : names[index]!,
      ]),
    );
  }, [runs, t]);
}
