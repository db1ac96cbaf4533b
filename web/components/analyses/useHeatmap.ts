'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
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
  const client = useApolloClient();
  const waiting = heatmap !== null && heatmap.values === null && heatmap.failure === null;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(async () => {
      const variables = { id: heatmap.id };
      const { data } = await client.query({ query: HeatmapDocument, variables, fetchPolicy: 'network-only' });
      if (data) setHeatmap(data.heatmap);
    }, pollMs);
    return () => clearInterval(timer);
  }, [waiting, heatmap, client]);

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

  const failure = heatmap?.failure ? t('page.workerSays', { message: heatmap.failure }) : null;
  return { heatmap, waiting: waiting || loading, problem: problem ?? failure, ask };
}
