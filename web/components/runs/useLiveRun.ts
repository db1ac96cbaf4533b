'use client';

import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect, useSyncExternalStore } from 'react';
import { isFinished } from '#contracts/runStatus';
import { connectionState } from '../../graphql/connection.ts';
import { RunDocument, RunHistoryDocument, RunProgressDocument } from '../../graphql/generated/graphql.ts';
import { lastNumber, mergeEpoch } from './epochHistory.ts';

const maxPoints = 1_000;
/** How long the history may lag behind the run before it is read again; messages in flight usually arrive sooner. */
const lagMilliseconds = 500;
/** How often the run is asked for while no WebSocket tells of it. */
const pollMilliseconds = 3_000;

/**
 * A run and its history, kept up to date. Both are read once; then every message of the subscription brings the run
 * and, when one ended, an epoch, which is merged by its number. Whenever the run's last epoch is not the history's last
 * (one came late, messages were lost with a connection), the history is read again.
 */
export function useLiveRun(id: string) {
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.current, () => 'idle' as const);
  const run = useQuery(RunDocument, { variables: { id } });
  const history = useQuery(RunHistoryDocument, { variables: { id, maxPoints } });
  const status = run.data?.run.status;
  const running = status !== undefined && !isFinished(status);

  const subscription = useSubscription(RunProgressDocument, {
    variables: { runId: id },
    skip: !running,
    onData: ({ data }) => {
      const epoch = data.data?.runProgress.epoch;
      if (!epoch) return;
      history.updateQuery((_, { complete, previousData }) => {
        if (!complete || epoch.epoch > lastNumber(previousData.run.epochs) + 1) return undefined;
        return { run: { ...previousData.run, epochs: mergeEpoch(previousData.run.epochs, epoch) } };
      });
    },
  });
  const live = running && connection === 'connected' && !subscription.error;

  const { startPolling, stopPolling, refetch: refetchRun } = run;
  useEffect(() => {
    if (!running || live) return;
    startPolling(pollMilliseconds);
    return stopPolling;
  }, [running, live, startPolling, stopPolling]);

  const runLast = run.data ? (run.data.run.lastEpoch?.epoch ?? 0) : undefined;
  const historyLast = history.data ? lastNumber(history.data.run.epochs) : undefined;
  const { refetch: refetchHistory } = history;
  useEffect(() => {
    if (runLast === undefined || historyLast === undefined || runLast === historyLast) return;
    const timer = setTimeout(() => refetchHistory(), lagMilliseconds);
    return () => clearTimeout(timer);
  }, [runLast, historyLast, refetchHistory]);

  // The end brings what no message carries: the staff's evaluation.
  useEffect(() => {
    if (!running) return;
    return () => void refetchRun();
  }, [running, refetchRun]);

  return { run, history, running, live };
}
