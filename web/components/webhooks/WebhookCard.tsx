'use client';

import { useMutation } from '@apollo/client/react';
import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  ChangeWebhookDocument,
  type DeliveryRowFragment,
  RedeliverWebhookDocument,
  RemoveWebhookDocument,
  TestWebhookDocument,
  WebhooksDocument,
  type WebhooksQuery,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';

type Webhook = NonNullable<WebhooksQuery['course']['webhooks']>[number];

const again = { refetchQueries: [WebhooksDocument] };

/** One webhook: whether it is on, what it is told, and what it was told last. */
export function WebhookCard({ webhook, isArchived }: { webhook: Webhook; isArchived: boolean }) {
  const t = useTranslations();
  const { id, url, events, disabledAt, deliveries } = webhook;
  const [change] = useMutation(ChangeWebhookDocument);
  const [remove] = useMutation(RemoveWebhookDocument, again);
  const [test] = useMutation(TestWebhookDocument, again);
  const [redeliver] = useMutation(RedeliverWebhookDocument);
  const isOn = disabledAt === null;
  const attempt = (work: Promise<unknown>) =>
    work.catch((error: unknown) =>
      notifications.show({ color: 'red', title: t('webhooks.notDone'), message: errorText(t, error) }),
    );
  return (
    <Section
      title={url}
      description={
        <Group gap="xs">
          <Badge variant="light" color={isOn ? 'teal' : 'red'}>
            {isOn ? t('webhooks.on') : t('webhooks.off')}
          </Badge>
          {events.map((event) => (
            <Code key={event}>{event}</Code>
          ))}
        </Group>
      }
      actions={
        !isArchived && (
          <>
            <Button size="xs" variant="default" disabled={!isOn} onClick={() => attempt(test({ variables: { id } }))}>
              {t('webhooks.test')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => attempt(change({ variables: { input: { id, enabled: !isOn } } }))}
            >
              {isOn ? t('webhooks.switchOff') : t('webhooks.switchOn')}
            </Button>
            <ConfirmButton
              label={t('webhooks.remove')}
              title={t('webhooks.removeTitle')}
              onConfirm={() => remove({ variables: { id } })}
            >
              <Text size="sm">{t('webhooks.removeText')}</Text>
            </ConfirmButton>
          </>
        )
      }
    >
      <Stack>
        {deliveries.nodes.length === 0 ? (
          <EmptyState title={t('webhooks.noDeliveries')} />
        ) : (
          <Deliveries
            rows={deliveries.nodes}
            onRedeliver={(deliveryId) => attempt(redeliver({ variables: { id: deliveryId } }))}
          />
        )}
      </Stack>
    </Section>
  );
}

function Deliveries(props: { rows: DeliveryRowFragment[]; onRedeliver: (id: string) => unknown }) {
  const { rows, onRedeliver } = props;
  const t = useTranslations();
  const formats = useFormats();
  return (
    <CardTable minWidth={560} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('webhooks.when')}</Table.Th>
          <Table.Th>{t('webhooks.event')}</Table.Th>
          <Table.Th>{t('webhooks.outcome')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>{formats.moment(row.createdAt)}</Table.Td>
            <Table.Td>
              <Code>{row.event}</Code>
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Outcome row={row} />
            </Table.Td>
            <Table.Td ta="right">
              {(row.deliveredAt !== null || row.givenUpAt !== null) && (
                <Button size="compact-xs" variant="subtle" onClick={() => onRedeliver(row.id)}>
                  {t('webhooks.redeliver')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

function Outcome({ row }: { row: DeliveryRowFragment }) {
  const t = useTranslations();
  const { deliveredAt, givenUpAt, attempts, responseStatus, error } = row;
  if (deliveredAt !== null)
    return <Text size="sm">{t('webhooks.delivered', { status: responseStatus ?? 0, count: attempts })}</Text>;
  return (
    <Stack gap={0}>
      <Text size="sm">{givenUpAt !== null ? t('webhooks.givenUp', { count: attempts }) : t('webhooks.pending')}</Text>
      {error && (
        <Text size="xs" c="dimmed">
          {error}
        </Text>
      )}
    </Stack>
  );
}
