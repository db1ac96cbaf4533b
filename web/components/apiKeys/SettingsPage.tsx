'use client';

import { Code, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { LanguageSection } from '../accounts/LanguageSection.tsx';
import { useMe } from '../accounts/session.ts';
import { Page } from '../page/Page.tsx';
import { LoadingRows } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

const ApiKeys = dynamic(() => import('./ApiKeys.tsx').then(({ ApiKeys }) => ApiKeys), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const OwnDataSection = dynamic(
  () => import('../accounts/OwnDataSection.tsx').then(({ OwnDataSection }) => OwnDataSection),
  {
    ssr: false,
    loading: () => <LoadingRows rows={4} />,
  },
);
const PasswordSection = dynamic(
  () => import('../accounts/PasswordSection.tsx').then(({ PasswordSection }) => PasswordSection),
  {
    ssr: false,
    loading: () => <LoadingRows rows={4} />,
  },
);
const ProfileSection = dynamic(
  () => import('../accounts/ProfileSection.tsx').then(({ ProfileSection }) => ProfileSection),
  {
    ssr: false,
    loading: () => <LoadingRows rows={6} />,
  },
);
const SecondFactorSection = dynamic(
  () => import('../accounts/SecondFactorSection.tsx').then(({ SecondFactorSection }) => SecondFactorSection),
  {
    ssr: false,
    loading: () => <LoadingRows rows={4} />,
  },
);
const SessionsSection = dynamic(
  () => import('../accounts/SessionsSection.tsx').then(({ SessionsSection }) => SessionsSection),
  {
    ssr: false,
    loading: () => <LoadingRows rows={4} />,
  },
);

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
        <LanguageSection />
        <PasswordSection />
        <SecondFactorSection />
        <SessionsSection />
        {me?.duty === null && <ApiKeys />}
        <Section title={t('settings.commandLine')} description={t('settings.commandLineDescription')}>
          <Code block style={{ whiteSpace: 'pre-wrap' }}>{`export DOWNSTREAM_URL=${origin}
export DOWNSTREAM_API_KEY=<${t('settings.yourKey')}>
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
