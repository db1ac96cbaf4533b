'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import type { Recipe } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import {
  type DifferenceFieldsFragment,
  RunEstimateDocument,
  type RunQuery,
  RunTransferDocument,
  type RunTransferQuery,
  SubmitTwinDocument,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { estimateText } from '../recipes/RunEstimate.tsx';
import { DifferenceCells } from './DifferenceCells.tsx';
import { TransferChart } from './TransferChart.tsx';

type Transfer = NonNullable<RunTransferQuery['run']['transfer']>;

type TransferredRun = Pick<RunQuery['run'], 'id' | 'recipe'> & { assignment: { id: string } };

/** What pretrained weights brought to a run, against its twin from scratch; nothing for another run from scratch. */
export function TransferCard({ run, isOwn }: { run: TransferredRun; isOwn: boolean }) {
  const runId = run.id;
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
              <Twin run={run} transfer={transfer} isOwn={isOwn} onSubmitted={result.refetch} />
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
function Twin(props: { run: TransferredRun; transfer: Transfer; isOwn: boolean; onSubmitted: () => unknown }) {
  const { run, transfer, isOwn, onSubmitted } = props;
  const runId = run.id;
  const { twin } = transfer;
  const t = useTranslations();
  const [submit] = useMutation(SubmitTwinDocument, { variables: { runId } });
  const send = async () => {
    await submit();
    notifications.show({ message: t('transfer.submitted') });
    onSubmitted();
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
        <ConfirmButton
          label={t('transfer.submit')}
          title={t('transfer.submitTitle')}
          onConfirm={send}
          button={{ size: 'sm' }}
          harmless
        >
          <Text size="sm">{t('transfer.submitText')}</Text>
          <TwinEstimate run={run} />
        </ConfirmButton>
      )}
    </Group>
  );
}

function TwinEstimate({ run }: { run: TransferredRun }) {
  const t = useTranslations();
  const { duration } = useFormats();
  const recipe = twinRecipe(run.recipe as Recipe);
  const { data } = useQuery(RunEstimateDocument, { variables: { assignmentId: run.assignment.id, recipe } });
  return (
    <Text size="sm" role="status" mih="1.5em">
      {data && estimateText(data.runEstimate, t, duration)}
    </Text>
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
