'use client';

import { Button, Code, CopyButton, Group } from '@mantine/core';
import { Section } from '../shell/Section.tsx';

export function JoinCode({ code }: { code: string }) {
  return (
    <Section title="Join code" description="Whoever enters it under Courses joins as a student.">
      <Group justify="space-between" wrap="nowrap">
        <Code fz="lg" fw={650} px="sm" py={4} data-testid="join-code">
          {code}
        </Code>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Section>
  );
}
