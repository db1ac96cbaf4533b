'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { DifferenceFieldsFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';

/** A difference in points of accuracy, and its 95 % interval: two cells of a table's row. */
export function DifferenceCells({ difference }: { difference: DifferenceFieldsFragment | null | undefined }) {
  const t = useTranslations();
  const formats = useFormats();
  if (!difference) return <Table.Td colSpan={2}>–</Table.Td>;
  const { value, low, high, basis } = difference;
  return (
    <>
      <Table.Td fw={600}>{t('transfer.points', { value: formats.signedPercent(value) })}</Table.Td>
      <Table.Td>
        {typeof low === 'number' && typeof high === 'number'
          ? t('transfer.between', { low: formats.signedPercent(low), high: formats.signedPercent(high) })
          : t('transfer.noInterval')}
        {typeof low === 'number' && typeof high === 'number' && low <= 0 && high >= 0 && (
          <Text size="xs">{t('transfer.unclear')}</Text>
        )}
        {basis && (
          <Text size="xs" c="dimmed">
            {t(`transfer.basis.${basis}`)}
          </Text>
        )}
      </Table.Td>
    </>
  );
}
