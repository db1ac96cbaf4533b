'use client';

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { provenanceSchema } from '#contracts/provenance';
import { Section } from '../shell/Section.tsx';
import { speedLines } from '../workers/speedLines.ts';

/**
 * What computed a run, why that was chosen, and how fast it was measured to be; nothing before a worker has said so.
 */
export function EngineFacts({ environment: stored }: { environment: unknown }) {
  const environment = provenanceSchema.safeParse(stored).data;
  if (!environment) return null;
  const { executor, engineReason, speed } = environment;
  return (
    <Section title="Engine">
      <Stack component="dl" gap="sm" m={0}>
        <Fact name="Trained on" reason={engineReason}>
          {environment.engine}: {environment.engineVersion}
        </Fact>
        {speed && <Fact name="Measured speed">{speedLines(speed).join('; ')}</Fact>}
        {executor && (
          <Fact name="Frozen part computed by" reason={executor.reason}>
            {executor.version}
          </Fact>
        )}
        <Fact name="Machine">
          {environment.processor}, threads: {environment.threads}, {environment.platform}, Node {environment.node}
        </Fact>
        {(environment.earlier ?? []).map(({ lastEpoch, executor, ...before }) => (
          <Fact key={lastEpoch} name={`Until epoch ${lastEpoch}`}>
            {before.engine}: {before.engineVersion} on {before.processor}, threads: {before.threads}
            {executor && `, frozen part on ${executor.version}`}
          </Fact>
        ))}
      </Stack>
    </Section>
  );
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
