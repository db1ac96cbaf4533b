'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';

export interface CountedClass {
  name: string;
  trainCount: number;
  validationCount: number;
  /** Null where it is not known. */
  testCount: number | null;
  /** Of its files. */
  bytes?: number;
}

/** Images of each class in each split, with their sums. */
export function ClassTable({ classes }: { classes: readonly CountedClass[] }) {
  const t = useTranslations();
  const formats = useFormats();
  const hasBytes = classes.some(({ bytes }) => bytes !== undefined);
  const sum = (count: (one: CountedClass) => number | null | undefined) =>
    classes.reduce((total, one) => total + (count(one) ?? 0), 0);
  const megabytes = (bytes: number) => formats.twoDecimals(bytes / 1e6);
  return (
    <Table.ScrollContainer minWidth={320} mah={360}>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('datasets.imports.class')}</Table.Th>
            <Table.Th ta="right">{t('datasets.imports.train')}</Table.Th>
            <Table.Th ta="right">{t('datasets.imports.validation')}</Table.Th>
            <Table.Th ta="right">{t('datasets.imports.test')}</Table.Th>
            {hasBytes && <Table.Th ta="right">{t('datasets.imports.size')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {classes.map((one) => (
            <Table.Tr key={one.name}>
              <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                {one.name}
              </Table.Th>
              <Table.Td ta="right">{formats.count(one.trainCount)}</Table.Td>
              <Table.Td ta="right">{formats.count(one.validationCount)}</Table.Td>
              <Table.Td ta="right">{one.testCount === null ? '–' : formats.count(one.testCount)}</Table.Td>
              {hasBytes && <Table.Td ta="right">{megabytes(one.bytes ?? 0)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('datasets.imports.all')}</Table.Th>
            <Table.Th ta="right">{formats.count(sum(({ trainCount }) => trainCount))}</Table.Th>
            <Table.Th ta="right">{formats.count(sum(({ validationCount }) => validationCount))}</Table.Th>
            <Table.Th ta="right">{formats.count(sum(({ testCount }) => testCount))}</Table.Th>
            {hasBytes && <Table.Th ta="right">{megabytes(sum(({ bytes }) => bytes))}</Table.Th>}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
