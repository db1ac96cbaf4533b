'use client';

import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../page/Logo.tsx';

/** The frame of the sign-in and sign-up forms. */
export function AccountCard({
  title,
  hint,
  children,
  footer,
}: {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
  footer: ReactNode;
}) {
  return (
    <Center px="md" py={{ base: 'xl', sm: 64 }}>
      <Stack gap="lg" w="100%" maw={400}>
        <Stack align="center" gap="xs">
          <Logo size={44} />
          <Title order={1} size="h2">
            {title}
          </Title>
          {hint && (
            <Text size="sm" c="dimmed" ta="center">
              {hint}
            </Text>
          )}
        </Stack>
        <Paper withBorder p="lg">
          {children}
        </Paper>
        <Text size="sm" ta="center" component="div">
          {footer}
        </Text>
      </Stack>
    </Center>
  );
}
