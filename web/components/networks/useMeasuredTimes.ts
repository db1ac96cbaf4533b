'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { MeasureNetworksDocument, NetworkMeasurementsDocument } from '../../graphql/generated/graphql.ts';

const pollMs = 3000;

export interface MeasuredTimes {
  id: string;
  /** Which machine and engine, as people read it. */
  machine: string;
  measuredAt: string;
  /** Milliseconds an image by a network's name. */
  ms: ReadonlyMap<string, number>;
}

/** What Keras's networks take on this site's workers, and how to have it measured. */
export function useMeasuredTimes() {
  const t = useTranslations();
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, refetch, startPolling, stopPolling } = useQuery(NetworkMeasurementsDocument);
  const [measure, { loading }] = useMutation(MeasureNetworksDocument);
  const measurements = data?.networkMeasurements ?? [];
  const open = measurements.find(({ finishedAt }) => finishedAt === null);
  const isMeasuring = open !== undefined;
  useEffect(() => {
    if (!isMeasuring) return;
    startPolling(pollMs);
    return stopPolling;
  }, [isMeasuring, startPolling, stopPolling]);
  const measured = measurements
    .filter(({ times }) => times.length > 0)
    .map(
      ({ id, processor, engine, requestedAt, times }): MeasuredTimes => ({
        id,
        machine: t('networks.machine', { processor: processor ?? '', engine: engine ?? '' }),
        measuredAt: requestedAt,
        ms: new Map(times.map(({ backbone, ms }) => [backbone, ms])),
      }),
    );
  return {
    measured,
    /** How many networks a measurement that goes on has measured; null when none goes on. */
    done: open ? open.times.length : null,
    loading,
    problem:
      problem ?? (error ? errorText(t, error) : null) ?? measurements.find(({ failure }) => failure)?.failure ?? null,
    async measure() {
      setProblem(null);
      try {
        await measure();
        await refetch();
      } catch (failure) {
        setProblem(errorText(t, failure));
      }
    },
  };
}
