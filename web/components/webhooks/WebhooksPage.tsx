'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { WebhooksDocument } from '../../graphql/generated/graphql.ts';
import { CourseFrame } from '../courses/CourseFrame.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { WebhookCard } from './WebhookCard.tsx';

const CreateWebhook = dynamic(() => import('./CreateWebhook.tsx').then(({ CreateWebhook }) => CreateWebhook), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});

const refreshMilliseconds = 5_000;
/** Deliveries that each webhook shows. */
const shownDeliveries = 10;

/** The addresses that are told what happens in a course, for its staff. */
export function WebhooksPage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {({ archivedAt }) => <Webhooks courseId={id} isArchived={archivedAt != null} />}
    </CourseFrame>
  );
}

function Webhooks({ courseId, isArchived }: { courseId: string; isArchived: boolean }) {
  const t = useTranslations();
  const result = useQuery(WebhooksDocument, {
    variables: { courseId, deliveries: shownDeliveries },
    pollInterval: refreshMilliseconds,
  });
  return (
    <Stack gap="lg">
      <Section title={t('webhooks.title')} description={t('webhooks.description')}>
        {!isArchived && <CreateWebhook courseId={courseId} />}
      </Section>
      <QueryState result={result}>
        {({ course: { webhooks } }) =>
          webhooks && webhooks.length > 0 ? (
            webhooks.map((webhook) => <WebhookCard key={webhook.id} webhook={webhook} isArchived={isArchived} />)
          ) : (
            <EmptyState title={t('webhooks.none')}>{t('webhooks.noneText')}</EmptyState>
          )
        }
      </QueryState>
    </Stack>
  );
}
