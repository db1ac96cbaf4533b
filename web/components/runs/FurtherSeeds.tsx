'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { SubmitSeedsDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

/** Where the mean of several seeds counts: submits those of this run's recipe that are missing. */
export function FurtherSeeds({ runId, seeds }: { runId: string; seeds: number }) {
  const t = useTranslations();
  const [submit, { loading }] = useMutation(SubmitSeedsDocument);
  const send = async () => {
    try {
      await submit({ variables: { runId } });
      notifications.show({ message: t('runs.seedsSubmitted') });
    } catch (error) {
      notifications.show({ color: 'red', title: t('runs.seedsTitle'), message: errorText(t, error) });
    }
  };
  return (
    <Section title={t('runs.seedsTitle')}>
      <Text size="sm">{t('runs.seedsText', { seeds })}</Text>
      <Button variant="default" loading={loading} onClick={send}>
        {t('runs.seedsSubmit')}
      </Button>
    </Section>
  );
}
