import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What an empty list shows: what will be here, and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={4} py="xl" px="md" ta="center">
      <Text fw={600}>{title}</Text>
      {children && (
        <Text size="sm" c="dimmed" maw={460} component="div">
          {children}
        </Text>
      )}
    </Stack>
  );
}
