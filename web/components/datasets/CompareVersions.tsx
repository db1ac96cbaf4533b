'use client';

import { useQuery } from '@apollo/client/react';
import { Group, NativeSelect, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  CompareDatasetVersionsDocument,
  type CompareDatasetVersionsQuery,
  type VersionStateFragment,
} from '../../graphql/generated/graphql.ts';
import { WideTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';

/** What one version has other than another one, class by class. Versions come newest first. */
export function CompareVersions({ versions }: { versions: readonly VersionStateFragment[] }) {
  const t = useTranslations();
  const [beforeId, setBefore] = useState(versions[1]!.id);
  const [afterId, setAfter] = useState(versions[0]!.id);
  const known = new Set(versions.map(({ id }) => id));
  // A version that was chosen may be deleted since.
  const chosen = {
    beforeId: known.has(beforeId) ? beforeId : versions[1]!.id,
    afterId: known.has(afterId) ? afterId : versions[0]!.id,
  };
  const result = useQuery(CompareDatasetVersionsDocument, { variables: chosen });
  const data = versions.map(({ id, number, hash }) => ({
    value: id,
    label: t('datasets.versionChoice', { number, hash: hash.slice(0, 8) }),
  }));
  return (
    <Section title={t('datasets.compare')} description={t('datasets.compareText')}>
      <Group gap="md">
        <NativeSelect
          label={t('datasets.compareBefore')}
          data={data}
          value={chosen.beforeId}
          onChange={({ currentTarget }) => setBefore(currentTarget.value)}
        />
        <NativeSelect
          label={t('datasets.compareAfter')}
          data={data}
          value={chosen.afterId}
          onChange={({ currentTarget }) => setAfter(currentTarget.value)}
        />
      </Group>
      <QueryState result={result}>
        {({ compareDatasetVersions }) => <Comparison comparison={compareDatasetVersions} />}
      </QueryState>
    </Section>
  );
}

function Comparison({ comparison }: { comparison: CompareDatasetVersionsQuery['compareDatasetVersions'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const change = (count: number, sign: string) => (count === 0 ? '–' : `${sign}${formats.count(count)}`);
  const count = (of: number | null) => (of === null ? '–' : formats.count(of));
  return (
    <>
      <WideTable minWidth={420} maxHeight={360} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('datasets.imports.class')}</Table.Th>
            <Table.Th ta="right">{t('datasets.added')}</Table.Th>
            <Table.Th ta="right">{t('datasets.removed')}</Table.Th>
            <Table.Th ta="right">{t('datasets.movedSplit')}</Table.Th>
            <Table.Th ta="right">{t('datasets.movedClass')}</Table.Th>
            <Table.Th ta="right">{t('datasets.testCounts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {comparison.classes.map((one) => (
            <Table.Tr key={one.className}>
              <Table.Th scope="row" fw={400}>
                {one.className}
              </Table.Th>
              <Table.Td ta="right">{change(one.added, '+')}</Table.Td>
              <Table.Td ta="right">{change(one.removed, '−')}</Table.Td>
              <Table.Td ta="right">{change(one.movedSplit, '')}</Table.Td>
              <Table.Td ta="right">{change(one.movedClass, '')}</Table.Td>
              <Table.Td ta="right">{`${count(one.testBefore)} → ${count(one.testAfter)}`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Text size="sm">{comparison.sameTest ? t('datasets.sameTest') : t('datasets.otherTest')}</Text>
    </>
  );
}
