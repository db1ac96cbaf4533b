'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { type Formats, useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';

/** As many rows are there at first: a table of a thousand would be laid out again with each epoch. */
const firstRows = 100;

/** The history in numbers, the newest epoch first. */
export const EpochTable = memo(function EpochTable({ epochs }: { epochs: EpochFieldsFragment[] }) {
  const t = useTranslations();
  const formats = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  if (epochs.length === 0) return <EmptyState title={t('runs.noEpochs')} />;
  const shown = showsAll ? epochs : epochs.slice(-firstRows);
  return (
    <>
      <Table.ScrollContainer minWidth={560} mah={360} aria-label={t('runs.epochTable')}>
        <Table stickyHeader verticalSpacing={6}>
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
            {shown.toReversed().map((epoch) => (
              <EpochRow key={epoch.epoch} epoch={epoch} formats={formats} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < epochs.length && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(true)} style={{ alignSelf: 'flex-start' }}>
          {t('runs.allEpochs', { count: epochs.length })}
        </Button>
      )}
    </>
  );
});

const EpochRow = memo(function EpochRow({ epoch, formats }: { epoch: EpochFieldsFragment; formats: Formats }) {
  return (
    <Table.Tr>
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
  );
});
