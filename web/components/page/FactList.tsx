'use client';

import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and values, one pair a line. */
export function FactList({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <Stack component="dl" gap={8} m={0}>
      {facts.map(([name, value]) => (
        <Group key={name} justify="space-between" align="baseline" gap="md" wrap="nowrap">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text
            component="dd"
            size="sm"
            fw={550}
            m={0}
            ta="right"
            className="figure"
            style={{ overflowWrap: 'anywhere' }}
          >
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
