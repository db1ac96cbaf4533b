'use client';

import { useQuery } from '@apollo/client/react';
import { Accordion, Code, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { OutboxDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

/** The e-mails that a site in development would have sent. */
export function Outbox() {
  const t = useTranslations();
  const formats = useFormats();
  const pages = usePages('outbox');
  const result = useQuery(OutboxDocument, {
    variables: { first: pageRows, after: pages.after },
    fetchPolicy: 'network-only',
  });
  return (
    <Section title={t('administration.outbox')} description={t('administration.outboxDescription')}>
      <QueryState result={result}>
        {({ outbox }) =>
          outbox.nodes.length === 0 ? (
            <EmptyState title={t('administration.noMails')} />
          ) : (
            <>
              <Accordion variant="separated">
                {outbox.nodes.map(({ id, to, subject, text, createdAt }) => (
                  <Accordion.Item key={id} value={id}>
                    <Accordion.Control>
                      <Text size="sm" fw={550}>
                        {subject}
                      </Text>
                      <Group gap="xs">
                        <Text size="xs" c="dimmed">
                          {to}
                        </Text>
                        <Text size="xs" c="dimmed">
                          {formats.moment(createdAt)}
                        </Text>
                      </Group>
                    </Accordion.Control>
                    <Accordion.Panel>
                      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {text}
                      </Code>
                    </Accordion.Panel>
                  </Accordion.Item>
                ))}
              </Accordion>
              <Pager pages={pages} rows={outbox.nodes.length} total={outbox.totalCount} ends={outbox.pageInfo} />
            </>
          )
        }
      </QueryState>
    </Section>
  );
}
