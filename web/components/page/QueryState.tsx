'use client';

import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue } from 'react';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { Link } from './Link.tsx';

export interface QueryResult<T> {
  data: T | undefined;
  error?: unknown;
  refetch: () => unknown;
}

/**
 * Shows a query: grey bars while it loads, then its data, or the error and a button to try again. With 0 rows it shows
 * nothing while it loads, for what most pages do not have.
 */
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
  const hasData = result.data !== undefined;
  // What comes first may be a whole page. It is drawn in steps: the browser answers its reader between them.
  const isDrawn = useDeferredValue(hasData);
  if (result.data !== undefined && isDrawn)
    return (
      <>
        {failed}
        {children(result.data)}
      </>
    );
  return failed ?? (rows > 0 ? <LoadingRows rows={rows} /> : null);
}

function QueryError({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const t = useTranslations();
  const { code } = describeError(error);
  // The page asks again by itself as soon as the API answers.
  if (code === 'UNREACHABLE')
    return (
      <Alert color="yellow" title={t('page.away')} role="status" mb="md">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{errorText(t, error)}</Text>
          <Button size="xs" variant="default" onClick={() => onRetry()}>
            {t('page.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  return (
    <Alert color="red" title={t('page.loadFailed')} role="alert" mb="md">
      <Stack gap="sm" align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {errorText(t, error)}
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => onRetry()}>
            {t('page.retry')}
          </Button>
          {code === 'UNAUTHENTICATED' && (
            <Button size="xs" variant="subtle" component={Link} href="/sign-in">
              {t('accounts.signIn')}
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

/** Grey bars in place of what is loading. */
export function LoadingRows({ rows }: { rows: number }) {
  const t = useTranslations();
  return (
    <Stack gap="sm" role="status" aria-label={t('page.loading')} py="xs">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike.
        <Skeleton key={row} height={18} width={row % 3 === 2 ? '60%' : '100%'} />
      ))}
    </Stack>
  );
}
