'use client';

import { ScrollArea, Table } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';

/** The history in numbers, the newest epoch first. */
export function EpochTable({ epochs }: { epochs: EpochFieldsFragment[] }) {
  const t = useTranslations();
  const formats = useFormats();
  if (epochs.length === 0) return <EmptyState title={t('runs.noEpochs')} />;
  return (
    <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, 'aria-label': t('runs.epochTable') }}>
      <Table stickyHeader miw={560} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.epoch')}</Table.Th>
            <Table.Th>{t('runs.loss')}</Table.Th>
            <Table.Th>{t('runs.accuracy')}</Table.Th>
            <Table.Th>{t('runs.valLoss')}</Table.Th>
            <Table.Th>{t('runs.valAccuracy')}</Table.Th>
            <Table.Th>{t('runs.learningRate')}</Table.Th>
            <Table.Th>{t('runs.seconds')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {epochs.toReversed().map((epoch) => (
            <Table.Tr key={epoch.epoch}>
              <Table.Th scope="row" fw={400}>
                {epoch.epoch}
              </Table.Th>
              <Table.Td>{formats.value(epoch.loss)}</Table.Td>
              <Table.Td>{formats.percentOrDash(epoch.acc)}</Table.Td>
              <Table.Td>{formats.value(epoch.valLoss)}</Table.Td>
              <Table.Td>{formats.percentOrDash(epoch.valAcc)}</Table.Td>
              <Table.Td>{formats.value(epoch.learningRate)}</Table.Td>
              <Table.Td>{formats.twoDecimals(epoch.seconds)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
