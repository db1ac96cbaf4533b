'use client';

import { Button, Center, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';

export function NotFound() {
  return (
    <Center py={96} px="md">
      <Stack align="center" gap="sm" ta="center">
        <Title order={1}>There is no such page</Title>
        <Text c="dimmed">The address may be mistyped, or what was here is gone.</Text>
        <Button component={Link} href="/courses" mt="sm">
          To the courses
        </Button>
      </Stack>
    </Center>
  );
}
