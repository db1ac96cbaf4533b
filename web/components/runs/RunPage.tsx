'use client';

import { Badge, Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { Recipe } from '#contracts/recipe';
import { isStaff, mayChange } from '../accounts/roles.ts';
import { useMe } from '../accounts/session.ts';
import { RunFeedback } from '../grades/RunFeedback.tsx';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { usePageTitle } from '../page/usePageTitle.ts';
import { QuotaText } from '../quotas/QuotaText.tsx';
import { CancelRun } from './CancelRun.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { PublishWeights } from './PublishWeights.tsx';
import { MoveRunUp, RerunNotice, RerunRun } from './RerunRun.tsx';
import { RunCounting } from './RunCounting.tsx';
import { RunDetails } from './RunDetails.tsx';
import { RunFacts } from './RunFacts.tsx';
import { networkOfRun, runName } from './runName.ts';
import { ScoreCard } from './ScoreCard.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { useLiveRun } from './useLiveRun.ts';

const RunMore = dynamic(() => import('./RunMore.tsx').then(({ RunMore }) => RunMore), { ssr: false });
const ProgressCard = dynamic(() => import('./ProgressCard.tsx').then(({ ProgressCard }) => ProgressCard), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});
const TransferCard = dynamic(() => import('../transfer/TransferCard.tsx').then(({ TransferCard }) => TransferCard), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const CurveReading = dynamic(() => import('./CurveReading.tsx').then(({ CurveReading }) => CurveReading), {
  ssr: false,
});

const EpochTable = dynamic(() => import('./EpochTable.tsx').then(({ EpochTable }) => EpochTable), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});

/** Pixels of a run's charts and what changes them, as far as they are known before they are there. */
const chartsHeight = 800;

const RunCharts = dynamic(() => import('./RunCharts.tsx').then(({ RunCharts }) => RunCharts), {
  ssr: false,
  loading: () => <div style={{ minHeight: chartsHeight }} />,
});
const SealedResult = dynamic(() => import('./SealedResult.tsx').then(({ SealedResult }) => SealedResult), {
  ssr: false,
});

export function RunPage({ id }: { id: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const { me } = useMe();
  const { run: result, history, running, live } = useLiveRun(id);
  const run = result.data?.run;
  const staff = run !== undefined && isStaff(run.assignment.course.role);
  const changes = run !== undefined && mayChange(run.assignment.course);
  const isArchived = run?.assignment.course.archivedAt != null;
  const isOwn =
    run !== undefined && (run.student.id === me?.id || run.team?.members.some(({ id }) => id === me?.id) === true);
  const title = run ? runName(t, run) : t('runs.run');
  usePageTitle(run && title);
  const mayCancel = run && running && !isArchived && (run.student.id === me?.id || isStaff(run.assignment.course.role));
  return (
    <Page
      title={title}
      crumbs={
        run && [
          { label: run.assignment.course.title, href: `/courses/${run.assignment.course.id}` },
          { label: run.assignment.title, href: `/assignments/${run.assignment.id}` },
        ]
      }
      description={
        run && (
          <Group gap="sm">
            {run.name && <Text size="sm">{networkOfRun(t, run)}</Text>}
            <StatusBadge status={run.status} size="lg" />
            {run.revision !== run.assignment.revision && (
              <Badge variant="light" color="orange">
                {t('runs.olderRevision', { revision: run.revision })}
              </Badge>
            )}
            {run.daysLate > 0 && (
              <Badge variant="light" color="orange">
                {t('runs.daysLate', { days: run.daysLate })}
              </Badge>
            )}
            {run.team && <Badge variant="light">{run.team.name}</Badge>}
            <Text size="sm">
              {t.rich('runs.submittedBy', {
                name: run.student.name,
                moment: formats.moment(run.submittedAt),
                time: (text) => <time dateTime={run.submittedAt}>{text}</time>,
              })}
            </Text>
          </Group>
        )
      }
      actions={
        run && (
          <>
            {mayCancel && <CancelRun id={id} hasBegun={run.startedAt != null} />}
            {changes && run.status === 'QUEUED' && <MoveRunUp id={id} />}
            {changes && !running && <RerunRun id={id} />}
            {run.hasBackboneWeights && changes && <PublishWeights runId={id} backbone={run.backbone} />}
            {!isArchived && <RunCounting run={run} isOwn={isOwn} staff={staff} />}
            {run.status === 'SUCCEEDED' && (
              <Button component={Link} href={`/runs/${id}/why`} variant="default">
                {t('runs.why')}
              </Button>
            )}
            {run.status === 'SUCCEEDED' && (
              // A page of its own, not a step within this one: only there the browser may give the camera.
              <Button component="a" href={`/runs/${id}/try`} variant="default">
                {t('runs.try')}
              </Button>
            )}
            {run.status === 'SUCCEEDED' && (
              <Button component={Link} href={`/runs/${id}/report`} variant="default">
                {t('runs.report')}
              </Button>
            )}
            <Button component={Link} href={`/compare?runs=${id}`} variant="default">
              {t('comparison.title')}
            </Button>
            {!isArchived && (
              <Button component={Link} href={`/assignments/${run.assignment.id}/submit?from=${id}`} variant="default">
                {t('runs.startFrom')}
              </Button>
            )}
            <Button component={Link} href={`/assignments/${run.assignment.id}/leaderboard`} variant="default">
              {t('leaderboards.title')}
            </Button>
          </>
        )
      }
    >
      <QueryState result={result} rows={10}>
        {({ run }) => (
          <Stack gap="lg">
            <ArchivedNotice course={run.assignment.course} />
            <RerunNotice id={id} />
            {run.failure && (
              <FailureNotice
                failure={run.failure}
                hasBudget={typeof run.assignment.ownQuota.budgetSeconds === 'number'}
              />
            )}
            {running && <ProgressCard run={run} live={live} />}
            {run.evaluation && (
              <ScoreCard
                evaluation={run.evaluation}
                metric={run.assignment.metric}
                recipe={run.recipe as Recipe}
                end={{ finalAt: run.assignment.finalAt, timeZone: run.assignment.course.timeZone }}
              />
            )}
            <RunFeedback runId={id} staff={changes} />
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 8 }}>
                <Stack gap="lg">
                  <Section title={t('runs.curves')}>
                    <QueryState result={history} rows={8}>
                      {({ epochs }) => (
                        <Stack gap="md">
                          <RunCharts
                            id={id}
                            epochs={epochs}
                            planned={run.plannedEpochs}
                            recipe={run.recipe as Recipe}
                            running={running}
                          />
                          {!running && (epochs.length > 0 || run.failure?.code === 'NAN_LOSS') && (
                            <>
                              <Title order={3}>{t('curveReading.title')}</Title>
                              <CurveReading
                                epochs={epochs}
                                recipe={run.recipe as Recipe}
                                failureCode={run.failure?.code}
                              />
                            </>
                          )}
                        </Stack>
                      )}
                    </QueryState>
                  </Section>
                  {run.status === 'SUCCEEDED' && <TransferCard run={run} isOwn={run.student.id === me?.id} />}
                  {run.sealedEvaluation && <SealedResult evaluation={run.sealedEvaluation} />}
                  <Section title={t('runs.epochs')}>
                    <QueryState result={history}>{({ epochs }) => <EpochTable epochs={epochs} />}</QueryState>
                  </Section>
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 4 }}>
                <Stack gap="lg">
                  {isOwn && !staff && run.assignment.isOpen && (
                    <Section title={t('quotas.title')}>
                      <Text size="sm" data-testid="quota">
                        <QuotaText quota={run.assignment.ownQuota} runsAtOnce={run.assignment.runsAtOnce ?? null} />
                      </Text>
                    </Section>
                  )}
                  <RunDetails run={run} isOwn={isOwn && !isArchived} />
                  <RunFacts run={run} />
                  <RunMore run={run} isOfReader={run.student.id === me?.id} epochs={history.data?.epochs ?? []} />
                </Stack>
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
