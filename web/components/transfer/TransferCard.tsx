'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  type DifferenceFieldsFragment,
  RunTransferDocument,
  type RunTransferQuery,
  SubmitTwinDocument,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { DifferenceCells } from './DifferenceCells.tsx';
import { TransferChart } from './TransferChart.tsx';

type Transfer = NonNullable<RunTransferQuery['run']['transfer']>;

/** What pretrained weights brought to a run, against its twin from scratch; nothing for another run from scratch. */
export function TransferCard({ runId, isOwn }: { runId: string; isOwn: boolean }) {
  const t = useTranslations();
  const result = useQuery(RunTransferDocument, { variables: { id: runId } });
  const transfer = result.data?.run.transfer;
  if (result.data && !transfer) return null;
  return (
    <Section title={t('transfer.title')} description={t('transfer.text')}>
      <QueryState result={result}>
        {() =>
          transfer && (
            <Stack gap="md">
              <Twin runId={runId} transfer={transfer} isOwn={isOwn} onSubmitted={result.refetch} />
              {transfer.start && <Measures transfer={transfer} />}
              {transfer.start && (
                <div>
                  <Text size="xs" c="dimmed">
                    {t('transfer.legend')}
                  </Text>
                  <TransferChart transfer={transfer} />
                </div>
              )}
            </Stack>
          )
        }
      </QueryState>
    </Section>
  );
}

/** The way to the other side, or the button that makes it. */
function Twin(props: { runId: string; transfer: Transfer; isOwn: boolean; onSubmitted: () => unknown }) {
  const { runId, transfer, isOwn, onSubmitted } = props;
  const { twin } = transfer;
  const t = useTranslations();
  const [submit, { loading }] = useMutation(SubmitTwinDocument, { variables: { runId } });
  const send = async () => {
    try {
      await submit();
      notifications.show({ message: t('transfer.submitted') });
      onSubmitted();
    } catch (error) {
      notifications.show({ color: 'red', title: t('transfer.notSubmitted'), message: errorText(t, error) });
    }
  };
  const pretrained = pretrainedOf(runId, transfer);
  if (pretrained)
    return (
      <Anchor component={Link} href={`/runs/${pretrained}`} size="sm">
        {t('transfer.openPretrained')}
      </Anchor>
    );
  if (twin)
    return twin.id === runId ? null : (
      <Group gap="sm">
        <Text size="sm">{t('transfer.twinState', { status: t(`runs.status.${twin.status}`) })}</Text>
        <Anchor component={Link} href={`/runs/${twin.id}`} size="sm">
          {t('transfer.openTwin')}
        </Anchor>
      </Group>
    );
  return (
    <Group gap="sm">
      <Text size="sm">{t('transfer.none')}</Text>
      {isOwn && (
        <Button variant="default" loading={loading} onClick={send}>
          {t('transfer.submit')}
        </Button>
      )}
    </Group>
  );
}

/** The pretrained run whose twin this run is: the one of its seed, where there is one. */
function pretrainedOf(runId: string, { curves }: Transfer): string | undefined {
  const own = curves.find((curve) => curve.runId === runId);
  if (!own?.isFromScratch) return undefined;
  const pretrained = curves.filter(({ isFromScratch }) => !isFromScratch);
  return (pretrained.find(({ seed }) => seed === own.seed) ?? pretrained[0])?.runId;
}

function Measures({ transfer }: { transfer: Transfer }) {
  const t = useTranslations();
  const rows: [string, string, DifferenceFieldsFragment | null | undefined][] = [
    [t('transfer.start'), t('transfer.startText'), transfer.start],
    [t('transfer.slope'), t('transfer.slopeText', { epochs: transfer.earlyEpochs ?? 0 }), transfer.slope],
    [t('transfer.asymptote'), t('transfer.asymptoteText', { epochs: transfer.lateEpochs ?? 0 }), transfer.asymptote],
  ];
  return (
    <CardTable minWidth={480} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('transfer.measure')}</Table.Th>
          <Table.Th>{t('transfer.difference')}</Table.Th>
          <Table.Th>{t('transfer.interval')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, definition, difference]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={500}>
              {name}
              <Text size="xs" c="dimmed">
                {definition}
              </Text>
            </Table.Th>
            <DifferenceCells difference={difference} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}
