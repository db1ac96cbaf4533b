'use client';

import { Code, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { OwnDataSection } from '../accounts/OwnDataSection.tsx';
import { PasswordSection } from '../accounts/PasswordSection.tsx';
import { ProfileSection } from '../accounts/ProfileSection.tsx';
import { SecondFactorSection } from '../accounts/SecondFactorSection.tsx';
import { SessionsSection } from '../accounts/SessionsSection.tsx';
import { useMe } from '../accounts/session.ts';
import { Page } from '../page/Page.tsx';
import { Section } from '../page/Section.tsx';
import { ApiKeys } from './ApiKeys.tsx';

const noSubscription = () => () => undefined;

export function SettingsPage() {
  const t = useTranslations();
  const { me } = useMe();
  const origin = useSyncExternalStore(
    noSubscription,
    () => window.location.origin,
    () => '',
  );
  return (
    <Page title={t('settings.title')} size={820}>
      <Stack gap="lg">
        <ProfileSection />
        <PasswordSection />
        <SecondFactorSection />
        <SessionsSection />
        {me?.duty === null && <ApiKeys />}
        <Section title={t('settings.commandLine')} description={t('settings.commandLineDescription')}>
          <Code block style={{ whiteSpace: 'pre-wrap' }}>{`export DOWNSTREAM_URL=${origin}
export DOWNSTREAM_API_KEY=<your key>
npm run -s downstream -- --help`}</Code>
          <Text size="sm" c="dimmed">
            {t.rich('settings.graphql', {
              url: `${origin}/graphql`,
              header: 'x-api-key',
              code: (text) => <Code>{text}</Code>,
            })}
          </Text>
        </Section>
        <OwnDataSection />
      </Stack>
    </Page>
  );
}
