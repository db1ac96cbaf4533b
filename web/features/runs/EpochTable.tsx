'use client';

import { ScrollArea, Table } from '@mantine/core';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { formatPercent, formatValue } from '../formats/numbers.ts';
import { EmptyState } from '../shell/EmptyState.tsx';

const share = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : formatPercent(value);

/** The history in numbers, the newest epoch first. */
export function EpochTable({ epochs }: { epochs: EpochFieldsFragment[] }) {
  if (epochs.length === 0) return <EmptyState title="No epoch yet" />;
  return (
    <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, 'aria-label': 'Epochs, newest first' }}>
      <Table stickyHeader miw={560} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Epoch</Table.Th>
            <Table.Th>Loss</Table.Th>
            <Table.Th>Accuracy</Table.Th>
            <Table.Th>Val. loss</Table.Th>
            <Table.Th>Val. accuracy</Table.Th>
            <Table.Th>Learning rate</Table.Th>
            <Table.Th>Seconds</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {epochs.toReversed().map((epoch) => (
            <Table.Tr key={epoch.epoch}>
              <Table.Th scope="row" fw={400}>
                {epoch.epoch}
              </Table.Th>
              <Table.Td>{formatValue(epoch.loss)}</Table.Td>
              <Table.Td>{share(epoch.acc)}</Table.Td>
              <Table.Td>{formatValue(epoch.valLoss)}</Table.Td>
              <Table.Td>{share(epoch.valAcc)}</Table.Td>
              <Table.Td>{formatValue(epoch.learningRate)}</Table.Td>
              <Table.Td>{epoch.seconds.toFixed(2)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
