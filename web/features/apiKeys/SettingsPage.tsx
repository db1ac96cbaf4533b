'use client';

import { Code, Stack, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useMe } from '../accounts/useMe.ts';
import { FactList } from '../shell/FactList.tsx';
import { Page } from '../shell/Page.tsx';
import { Section } from '../shell/Section.tsx';
import { ApiKeys } from './ApiKeys.tsx';

const noSubscription = () => () => undefined;

export function SettingsPage() {
  const { me } = useMe();
  const origin = useSyncExternalStore(
    noSubscription,
    () => window.location.origin,
    () => '',
  );
  return (
    <Page title="Settings" size={820}>
      <Stack gap="lg">
        <Section title="Account">
          <FactList
            facts={[
              ['Name', me?.name],
              ['E-mail', me?.email],
            ]}
          />
        </Section>
        <ApiKeys />
        <Section
          title="Command line"
          description="Submit, watch and query runs from a terminal, with a key from above."
        >
          <Code block style={{ whiteSpace: 'pre-wrap' }}>{`export DOWNSTREAM_URL=${origin}
export DOWNSTREAM_API_KEY=<your key>
npm run -s downstream -- --help`}</Code>
          <Text size="sm" c="dimmed">
            Any GraphQL client works too: POST to <Code>{`${origin}/graphql`}</Code> with the key in the header{' '}
            <Code>x-api-key</Code>.
          </Text>
        </Section>
      </Stack>
    </Page>
  );
}
