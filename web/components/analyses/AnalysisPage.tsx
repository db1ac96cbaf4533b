'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Recipe } from '#contracts/recipe';
import { errorText } from '../../graphql/apiError.ts';
import { AnalyseRunDocument, RunAnalysisDocument, type RunAnalysisQuery } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { runName } from '../runs/runName.ts';
import { AnalysisResult } from './AnalysisResult.tsx';

const pollMs = 1500;

type Run = RunAnalysisQuery['run'];

/** Why a run's network is wrong: what it makes of the validation images. A worker looks into it when asked. */
export function AnalysisPage({ runId }: { runId: string }) {
  const t = useTranslations();
  const result = useQuery(RunAnalysisDocument, { variables: { runId } });
  const run = result.data?.run;
  const waiting = run?.analysis != null && run.analysis.finishedAt === null;
  const { startPolling, stopPolling } = result;
  useEffect(() => {
    if (!waiting) return;
    startPolling(pollMs);
    return stopPolling;
  }, [waiting, startPolling, stopPolling]);
  return (
    <Page
      title={t('analyses.title')}
      description={t('analyses.description')}
      crumbs={
        run && [
          { label: run.assignment.course.title, href: `/courses/${run.assignment.course.id}` },
          { label: run.assignment.title, href: `/assignments/${run.assignment.id}` },
          { label: runName(t, run), href: `/runs/${runId}` },
        ]
      }
    >
      <QueryState result={result} rows={10}>
        {({ run }) =>
          run.analysis?.result ? (
            <AnalysisResult
              runId={runId}
              result={run.analysis.result}
              recipe={run.recipe as Recipe}
              isStaff={isStaff(run.assignment.course.role)}
              mayExplain={run.hasTrainedModel}
            />
          ) : (
            <Asking run={run} refetch={result.refetch} />
          )
        }
      </QueryState>
    </Page>
  );
}

/** Before there is an analysis: how to get one, how far it is, or why there is none. */
function Asking({ run, refetch }: { run: Run; refetch: () => unknown }) {
  const t = useTranslations();
  const [problem, setProblem] = useState<string | null>(null);
  const [ask, { loading }] = useMutation(AnalyseRunDocument);
  const said = run.analysis?.failure;
  const failure = problem ?? (said && t('page.workerSays', { message: said }));
  if (run.status !== 'SUCCEEDED')
    return <EmptyState title={t('analyses.notYet')}>{t('analyses.notYetText')}</EmptyState>;
  if (!run.hasTrainedModel) return <EmptyState title={t('analyses.gone')}>{t('analyses.goneText')}</EmptyState>;
  const submit = async () => {
    setProblem(null);
    try {
      await ask({ variables: { runId: run.id } });
      refetch();
    } catch (error) {
      setProblem(errorText(t, error));
    }
  };
  const waiting = run.analysis != null && run.analysis.finishedAt === null;
  return (
    <Section title={t('analyses.ask')} description={t('analyses.askText')}>
      <Stack gap="sm" align="flex-start">
        {failure && (
          <Alert color="red" title={t('analyses.failed')} role="alert">
            {failure}
          </Alert>
        )}
        {waiting ? (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{t('analyses.working')}</Text>
          </Group>
        ) : (
          <Button onClick={submit} loading={loading}>
            {t('analyses.submit')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
