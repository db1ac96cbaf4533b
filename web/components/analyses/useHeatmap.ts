'use client';

import { useLazyQuery, useMutation } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { ExplainImageDocument, HeatmapDocument, type HeatmapFieldsFragment } from '../../graphql/generated/graphql.ts';

const pollMs = 1000;

/** Where the network looks in an image: what the analysis made already, or what a worker computes when asked. */
export function useHeatmap(runId: string, sha256: string, made: HeatmapFieldsFragment | null) {
  const t = useTranslations();
  const [heatmap, setHeatmap] = useState<HeatmapFieldsFragment | null>(made);
  const [problem, setProblem] = useState<string | null>(null);
  const [request, { loading }] = useMutation(ExplainImageDocument);
  const [read] = useLazyQuery(HeatmapDocument, { fetchPolicy: 'network-only' });
  const waiting = heatmap !== null && heatmap.values === null && heatmap.failure === null;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(async () => {
      const { data } = await read({ variables: { id: heatmap.id } });
      if (data) setHeatmap(data.heatmap);
    }, pollMs);
    return () => clearInterval(timer);
  }, [waiting, heatmap, read]);

  async function ask(className: string): Promise<void> {
    setProblem(null);
    if (made?.className === className) return setHeatmap(made);
    try {
      const { data } = await request({ variables: { input: { runId, sha256, className } } });
      setHeatmap(data?.explainImage ?? null);
    } catch (error) {
      setProblem(errorText(t, error));
    }
  }

  return { heatmap, waiting: waiting || loading, problem: problem ?? heatmap?.failure ?? null, ask };
}
