'use client';

import { useQuery } from '@apollo/client/react';
import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Recipe } from '#contracts/recipe';
import { type RunPhase, runPhases } from '#contracts/runPhases';
import { RunEstimateDocument, type RunQuery } from '../../graphql/generated/graphql.ts';
import { isAway, reachability } from '../../graphql/reachability.ts';
import { useFormats } from '../page/formats.ts';
import { useRemaining, useStage, useTimeLeft } from '../page/useTimeLeft.ts';
import classes from './ProgressCard.module.css';

/** What an unfinished run waits for or does, which phases it has, and how long it will take. */
export function ProgressCard({ run, live }: { run: RunQuery['run']; live: boolean }) {
  const t = useTranslations();
  const { progress } = run;
  const phase = progress && t(`runs.phases.${progress.phase}.name`);
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600} role="status">
            {phase ?? (run.status === 'QUEUED' ? t('runs.waiting') : t('runs.starting'))}
          </Text>
          <Text size="sm" c="dimmed" className="figure" data-testid="time-left">
            <TimeLeft run={run} />
          </Text>
        </Group>
        <Phases run={run} />
        <Progress.Root size="lg">
          <Progress.Section
            value={progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0}
            aria-label={phase ?? t('runs.progress')}
          />
        </Progress.Root>
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" className="figure">
            {progress && progress.total > 0
              ? t(`runs.phases.${progress.phase}.progress`, { done: progress.done, total: progress.total })
              : ' '}
          </Text>
          <Connection live={live} />
        </Group>
      </Stack>
    </Paper>
  );
}

/** The worker's own estimate; before it has one, what alike runs took; while the run waits, its place and its turn. */
function TimeLeft({ run }: { run: RunQuery['run'] }) {
  const t = useTranslations();
  const { duration } = useFormats();
  const { progress, queuePosition, startsInSeconds, assignment, recipe } = run;
  const timeLeft = useTimeLeft(progress?.etaSeconds, progress);
  const untilStart = useRemaining(startsInSeconds);
  const stage = useStage(untilStart);
  const variables = { assignmentId: assignment.id, recipe };
  const estimate = useQuery(RunEstimateDocument, { variables, skip: timeLeft !== undefined }).data?.runEstimate;
  if (timeLeft !== undefined) return timeLeft;
  const place = !queuePosition
    ? null
    : untilStart === undefined || stage === undefined
      ? t('runs.queuePosition', { position: queuePosition })
      : {
          COUNTS: t('runs.queueTime', { position: queuePosition, duration: duration(untilStart) }),
          SOON: t('runs.queueNext', { position: queuePosition }),
          LATE: t('runs.queueLate', { position: queuePosition }),
        }[stage];
  const takes =
    estimate &&
    (duration(estimate.low) === duration(estimate.high)
      ? t('runs.takes', { duration: duration(estimate.high) })
      : t('runs.takesBetween', { low: duration(estimate.low), high: duration(estimate.high) }));
  return [place, takes].filter(Boolean).join(' · ');
}

/** What the run goes through, and where it is. */
function Phases({ run }: { run: RunQuery['run'] }) {
  const t = useTranslations();
  const phases = phasesOf(run.recipe as Recipe);
  const now = run.progress ? phases.indexOf(run.progress.phase) : -1;
  return (
    <ol className={classes.phases} aria-label={t('runs.phasesTitle')}>
      {phases.map((phase, index) => (
        <li
          key={phase}
          data-done={index < now || undefined}
          aria-current={index === now ? 'step' : undefined}
          className={classes.phase}
        >
          {t(`runs.phases.${phase}.short`)}
          {index < now && <span className="visually-hidden">{t('runs.phaseDone')}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Random weights need no file, and where nothing is frozen there are no features. */
function phasesOf({ weights, freeze }: Recipe): RunPhase[] {
  return runPhases.filter(
    (phase) => !(phase === 'WEIGHTS' && weights === 'random') && !(phase === 'FEATURES' && freeze === 'none'),
  );
}

/** Whether news arrives as it happens; if not, since when, and that nothing is lost. */
function Connection({ live }: { live: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const [lostAt, setLostAt] = useState<Date>();
  const [wasLive, setWasLive] = useState(false);
  const reach = useSyncExternalStore(reachability.subscribe, reachability.current, () => 'ready' as const);
  useEffect(() => {
    if (live) setWasLive(true);
    // The notice at the top of the page tells the same time.
    setLostAt(live ? undefined : new Date(isAway(reach) ? reachability.lastSeen() : Date.now()));
  }, [live, reach]);
  return (
    <Text size="sm" c="dimmed" role="status" data-live={live}>
      {live
        ? t('runs.live')
        : wasLive && lostAt
          ? t('runs.connectionLost', { time: formats.clock(lostAt) })
          : t('runs.polling')}
    </Text>
  );
}
