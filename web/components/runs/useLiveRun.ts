'use client';

import { useQuery, useSubscription } from '@apollo/client/react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { isFinished } from '#contracts/runStatus';
import { connectionState } from '../../graphql/connection.ts';
import {
  type EpochFieldsFragment,
  RunDocument,
  RunHistoryDocument,
  RunProgressDocument,
} from '../../graphql/generated/graphql.ts';
import { keepNewer } from '../../graphql/keptAnswers.ts';
import { isAway, reachability } from '../../graphql/reachability.ts';
import { lastNumber, mergeEpoch } from './epochHistory.ts';
import { maxPoints } from './maxPoints.ts';

/** How long the history may lag behind the run before it is read again; messages in flight usually arrive sooner. */
const lagMilliseconds = 500;
/** How often the run is asked for while no WebSocket tells of it. */
const pollMilliseconds = 3_000;
const queueMilliseconds = 10_000;

/**
 * A run and its history, kept up to date. Both are read once; then every message of the subscription brings the run and
 * the epochs that have ended, which are merged by their numbers. Whenever the run's last epoch is not the history's
 * last (one came late, messages were lost with a connection), the history is read again.
 */
export function useLiveRun(id: string) {
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.current, () => 'idle' as const);
  const reach = useSyncExternalStore(reachability.subscribe, reachability.current, () => 'ready' as const);
  const run = useQuery(RunDocument, { variables: { id } });
  const { history, epochs, addEpochs } = useHistory(id);
  useEffect(() => {
    if (run.data) keepNewer('Run', { id }, run.data);
    if (history.data && epochs) keepNewer('RunHistory', { id, maxPoints }, { run: { ...history.data.run, epochs } });
  }, [id, run.data, history.data, epochs]);
  const status = run.data?.run.status;
  const running = status !== undefined && !isFinished(status);

  const subscription = useSubscription(RunProgressDocument, {
    variables: { runId: id },
    skip: !running,
    onData: ({ data }) => {
      addEpochs(data.data?.runProgress.epochs ?? []);
    },
  });
  // A browser that has left the network may hold its WebSocket open for long.
  const live = running && connection === 'connected' && !isAway(reach) && !subscription.error;

  const { startPolling, stopPolling, refetch: refetchRun } = run;
  const waits = status === 'QUEUED';
  useEffect(() => {
    if (!running || (live && !waits)) return;
    // No message says that the runs before this one have ended.
    startPolling(live ? queueMilliseconds : pollMilliseconds);
    return stopPolling;
  }, [running, live, waits, startPolling, stopPolling]);

  const runLast = run.data ? (run.data.run.lastEpoch?.epoch ?? 0) : undefined;
  const historyLast = epochs && lastNumber(epochs);
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

  return { run, history: { ...history, data: epochs && { epochs } }, running, live };
}

/**
 * A history that grows. It is not in the client's cache: that one would write all of it again with each epoch, and keep
 * every epoch that it has ever seen.
 */
function useHistory(id: string) {
  const history = useQuery(RunHistoryDocument, { variables: { id, maxPoints }, fetchPolicy: 'no-cache' });
  const read = history.data?.run.epochs;
  const [grown, setGrown] = useState<{ from: EpochFieldsFragment[]; epochs: EpochFieldsFragment[] }>();
  const addEpochs = useCallback(
    (news: readonly EpochFieldsFragment[]) =>
      setGrown((before) => {
        const epochs = before?.from === read ? before?.epochs : read;
        const [first] = news;
        if (!first || !read || !epochs || first.epoch > lastNumber(epochs) + 1) return before;
        return { from: read, epochs: news.reduce(mergeEpoch, epochs) };
      }),
    [read],
  );
  return { history, epochs: grown && grown.from === read ? grown.epochs : read, addEpochs };
}
