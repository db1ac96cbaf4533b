'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { NoticesDocument, ReadNoticesDocument, UnreadNoticesDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { NoticeChoices } from './NoticeChoices.tsx';
import { type Notice, useNoticeText } from './noticeSentence.tsx';

const refreshMilliseconds = 20_000;

/** What one was told, and how one wants to be told. */
export function NoticesPage() {
  const t = useTranslations();
  const pages = usePages('notices');
  const result = useQuery(NoticesDocument, {
    variables: { first: pageRows, after: pages.after },
    pollInterval: refreshMilliseconds,
  });
  const [read, { loading }] = useMutation(ReadNoticesDocument, {
    refetchQueries: [NoticesDocument, UnreadNoticesDocument],
  });
  const markRead = (ids: string[] | null) =>
    read({ variables: { ids } }).catch((error) =>
      notifications.show({ color: 'red', title: t('notices.notRead'), message: errorText(t, error) }),
    );
  const data = result.data ?? result.previousData;
  const hasUnread = data?.notices.nodes.some(({ readAt }) => readAt === null) ?? false;
  return (
    <Page title={t('notices.title')} size={820}>
      <Stack gap="lg">
        <Section
          title={t('notices.list')}
          actions={
            <Button size="xs" variant="default" disabled={!hasUnread} loading={loading} onClick={() => markRead(null)}>
              {t('notices.readAll')}
            </Button>
          }
        >
          <QueryState result={{ ...result, data }}>
            {({ notices }) =>
              notices.nodes.length === 0 ? (
                <EmptyState title={t('notices.none')}>{t('notices.noneText')}</EmptyState>
              ) : (
                <Stack gap="md">
                  <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
                    {notices.nodes.map((notice) => (
                      <NoticeRow key={notice.id} notice={notice} onRead={() => markRead([notice.id])} />
                    ))}
                  </Stack>
                  <Pager pages={pages} rows={notices.nodes.length} total={notices.totalCount} ends={notices.pageInfo} />
                </Stack>
              )
            }
          </QueryState>
        </Section>
        <NoticeChoices />
      </Stack>
    </Page>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => unknown }) {
  const t = useTranslations();
  const formats = useFormats();
  const { sentence, path } = useNoticeText()(notice);
  const isNew = notice.readAt === null;
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
      <Stack gap={2} style={{ overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <Anchor component={Link} href={path} size="sm" fw={isNew ? 650 : 400} onClick={() => isNew && onRead()}>
            {sentence}
          </Anchor>
          {isNew && (
            <Badge size="xs" variant="light">
              {t('notices.new')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" component="time" dateTime={notice.createdAt}>
          {formats.relative(notice.createdAt)}
        </Text>
      </Stack>
      {isNew && (
        <Button size="compact-xs" variant="subtle" onClick={onRead} style={{ flexShrink: 0 }}>
          {t('notices.read')}
        </Button>
      )}
    </Group>
  );
}
