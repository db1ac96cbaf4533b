'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Adapter } from '#contracts/provenance';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { provenanceOf } from './provenanceOf.ts';

/** What computed a run, why that was chosen, and its measured speed; nothing before a worker has recorded it. */
export function EngineFacts({ environment: stored }: { environment: unknown }) {
  const t = useTranslations();
  const formats = useFormats();
  const provenance = provenanceOf(stored);
  if (!provenance) return null;
  const { executor, engineReason, speed, adapter } = provenance;
  return (
    <Section title={t('runs.engine')}>
      <Stack component="dl" gap="sm" m={0}>
        <Fact name={t('runs.trainedOn')} reason={engineReason && t('page.workerSays', { message: engineReason })}>
          {provenance.engine}: {provenance.engineVersion}
        </Fact>
        {adapter && (
          <Fact
            name={t('runs.adapter')}
            reason={
              adapter.software
                ? t('runs.softwareAdapter')
                : t('runs.adapterLimit', { size: formats.megabytes(largestTensor(adapter) / 1e6) })
            }
          >
            {adapter.name}, {adapter.driver}
          </Fact>
        )}
        {speed && (
          <Fact name={t('runs.measuredSpeed')} reason={t('workers.step', { milliseconds: speed.cnnStepMs })}>
            {t('workers.convolution', { gflops: speed.convolutionGflops })}
          </Fact>
        )}
        {executor && (
          <Fact
            name={t('runs.frozenPartOn')}
            reason={executor.reason && t('page.workerSays', { message: executor.reason })}
          >
            {executor.version}
          </Fact>
        )}
        <Fact name={t('runs.machine')}>
          {t('runs.machineValue', {
            processor: provenance.processor,
            threads: provenance.threads,
            platform: provenance.platform,
            node: provenance.node,
          })}
        </Fact>
        {(provenance.earlier ?? []).map(({ lastEpoch, executor, ...before }) => (
          <Fact
            key={lastEpoch}
            name={t('runs.untilEpoch', { epoch: lastEpoch })}
            reason={executor && t('runs.earlierExecutor', { version: executor.version })}
          >
            {t('runs.earlierMachine', {
              engine: before.engine,
              version: before.engineVersion,
              processor: before.processor,
              threads: before.threads,
            })}
          </Fact>
        ))}
      </Stack>
    </Section>
  );
}

/** Bytes. */
function largestTensor({ limits: { maxBufferSize, maxStorageBufferBindingSize } }: Adapter): number {
  return Math.min(maxBufferSize, maxStorageBufferBindingSize);
}

function Fact({ name, reason, children }: { name: string; reason?: string | undefined; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" fw={550} m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
        {reason && (
          <Text size="xs" c="dimmed" fw={400}>
            {reason}
          </Text>
        )}
      </Text>
    </div>
  );
}
