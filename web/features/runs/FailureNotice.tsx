'use client';

import { Alert, Text } from '@mantine/core';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';

/** Why a run failed, and whether its recipe or the system is to blame. */
export function FailureNotice({ failure }: { failure: NonNullable<RunStateFragment['failure']> }) {
  return (
    <Alert color="red" title={`This run failed: ${failure.code}`} role="alert">
      <Text size="sm">{failure.message}</Text>
      <Text size="sm" mt={6}>
        {failure.fault === 'STUDENT'
          ? 'The recipe led to this. Change it and submit it again.'
          : 'That is the fault of the system, not of your recipe. It costs you no quota; you can submit the recipe again.'}
      </Text>
    </Alert>
  );
}
