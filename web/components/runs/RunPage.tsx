'use client';

import { Badge, Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isStaff } from '../accounts/roles.ts';
import { useMe } from '../accounts/session.ts';
import { RunFeedback } from '../grades/RunFeedback.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { TransferCard } from '../transfer/TransferCard.tsx';
import { CancelRun } from './CancelRun.tsx';
import { CurveReading } from './CurveReading.tsx';
import { EngineFacts } from './EngineFacts.tsx';
import { EpochTable } from './EpochTable.tsx';
import { ExportCard } from './ExportCard.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { FurtherSeeds } from './FurtherSeeds.tsx';
import { ProgressCard } from './ProgressCard.tsx';
import { PublishWeights } from './PublishWeights.tsx';
import { RecipeCode } from './RecipeCode.tsx';
import { MoveRunUp, RerunNotice, RerunRun } from './RerunRun.tsx';
import { RunCharts } from './RunCharts.tsx';
import { RunCounting } from './RunCounting.tsx';
import { RunFacts } from './RunFacts.tsx';
import { ScoreCard } from './ScoreCard.tsx';
import { SealedResult } from './SealedResult.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { useLiveRun } from './useLiveRun.ts';

export function RunPage({ id }: { id: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const { me } = useMe();
  const { run: result, history, running, live } = useLiveRun(id);
  const run = result.data?.run;
  const staff = run !== undefined && isStaff(run.assignment.course.role);
  const isOwn =
    run !== undefined && (run.student.id === me?.id || run.team?.members.some(({ id }) => id === me?.id) === true);
  const mayCancel = run && running && (run.student.id === me?.id || isStaff(run.assignment.course.role));
  return (
    <Page
      title={run ? t('runs.title', { backbone: run.backbone, weights: run.weights }) : t('runs.run')}
      crumbs={
        run && [
          { label: run.assignment.course.title, href: `/courses/${run.assignment.course.id}` },
          { label: run.assignment.title, href: `/assignments/${run.assignment.id}` },
        ]
      }
      description={
        run && (
          <Group gap="sm">
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
            {mayCancel && <CancelRun id={id} />}
            {staff && run.status === 'QUEUED' && <MoveRunUp id={id} />}
            {staff && !running && <RerunRun id={id} />}
            {run.hasBackboneWeights && isStaff(run.assignment.course.role) && (
              <PublishWeights runId={id} backbone={run.backbone} />
            )}
            <RunCounting run={run} isOwn={isOwn} staff={isStaff(run.assignment.course.role)} />
            {run.status === 'SUCCEEDED' && (
              <Button component={Link} href={`/runs/${id}/why`} variant="default">
                {t('runs.why')}
              </Button>
            )}
            <Button component={Link} href={`/assignments/${run.assignment.id}/submit?from=${id}`} variant="default">
              {t('runs.startFrom')}
            </Button>
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
            <RerunNotice id={id} />
            {run.failure && <FailureNotice failure={run.failure} />}
            {running && <ProgressCard run={run} live={live} />}
            {run.evaluation && <ScoreCard evaluation={run.evaluation} metric={run.assignment.metric} />}
            <RunFeedback runId={id} staff={isStaff(run.assignment.course.role)} />
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 8 }}>
                <Stack gap="lg">
                  <Section title={t('runs.curves')}>
                    <QueryState result={history} rows={8}>
                      {(data) => (
                        <Stack gap="md">
                          <RunCharts id={id} epochs={data.run.epochs} planned={run.plannedEpochs} recipe={run.recipe} />
                          {!running && (
                            <>
                              <Title order={3}>{t('curveReading.title')}</Title>
                              <CurveReading epochs={data.run.epochs} recipe={run.recipe} />
                            </>
                          )}
                        </Stack>
                      )}
                    </QueryState>
                  </Section>
                  {run.status === 'SUCCEEDED' && <TransferCard runId={id} isOwn={run.student.id === me?.id} />}
                  {run.sealedEvaluation && <SealedResult evaluation={run.sealedEvaluation} />}
                  <Section title={t('runs.epochs')}>
                    <QueryState result={history}>{(data) => <EpochTable epochs={data.run.epochs} />}</QueryState>
                  </Section>
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 4 }}>
                <Stack gap="lg">
                  <RunFacts run={run} />
                  {run.student.id === me?.id && run.assignment.seedsCounted > 1 && (
                    <FurtherSeeds runId={id} seeds={run.assignment.seedsCounted} />
                  )}
                  <EngineFacts environment={run.environment} />
                  {run.status === 'SUCCEEDED' && <ExportCard runId={id} kept={run.hasTrainedModel} />}
                  <RecipeCode recipe={run.recipe} />
                </Stack>
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
