'use client';

import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { describeError } from '../../graphql/apiError.ts';

export interface QueryResult<T> {
  data: T | undefined;
  error?: unknown;
  refetch: () => unknown;
}

/** Draws a query: grey bars while it loads, its data when it came, the error with a way to try again when it failed. */
export function QueryState<T>({
  result,
  rows = 4,
  children,
}: {
  result: QueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const failed = result.error ? <QueryError error={result.error} onRetry={result.refetch} /> : null;
  if (result.data !== undefined)
    return (
      <>
        {failed}
        {children(result.data)}
      </>
    );
  return failed ?? <LoadingRows rows={rows} />;
}

function QueryError({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const { code, message } = describeError(error);
  return (
    <Alert color="red" title="This could not be loaded" role="alert" mb="md">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{message}</Text>
        <Group gap="xs">
          <Button size="xs" color="red" variant="outline" onClick={() => onRetry()}>
            Try again
          </Button>
          {code === 'UNAUTHENTICATED' && (
            <Button size="xs" variant="subtle" component={Link} href="/sign-in">
              Sign in
            </Button>
          )}
          <Text size="xs" c="dimmed">
            {code}
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}

function LoadingRows({ rows }: { rows: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading" py="xs">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike.
        <Skeleton key={row} height={18} width={row % 3 === 2 ? '60%' : '100%'} />
      ))}
    </Stack>
  );
}
