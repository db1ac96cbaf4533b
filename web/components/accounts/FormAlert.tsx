'use client';

import { Alert } from '@mantine/core';

/** What a form says as a whole, once it has been sent. */
export function FormAlert({ problem, done }: { problem?: string | undefined; done?: string | undefined }) {
  if (problem)
    return (
      <Alert color="red" role="alert">
        {problem}
      </Alert>
    );
  return done ? (
    <Alert color="teal" role="status">
      {done}
    </Alert>
  ) : null;
}
