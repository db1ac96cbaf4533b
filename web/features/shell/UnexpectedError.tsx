'use client';

import { Alert, Button, Container, Stack, Text } from '@mantine/core';

/** What a page shows when drawing it failed. */
export function UnexpectedError({ onRetry }: { onRetry: () => void }) {
  return (
    <Container size={720} py="xl">
      <Alert color="red" title="This page could not be drawn" role="alert">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">That is a fault of the site, not yours. What you submitted is safe.</Text>
          <Button size="xs" color="red" variant="outline" onClick={onRetry}>
            Try again
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
}
