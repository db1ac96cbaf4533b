'use client';

import { Anchor, Group, NativeSelect, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { Section } from '../page/Section.tsx';
import type { NetworkFacts } from './networkFacts.ts';
import { Scatter } from './Scatter.tsx';

const columns = ['name', 'size', 'top1', 'top5', 'params', 'depth', 'cpuMs', 'gpuMs'] as const;
type Column = (typeof columns)[number];

/** Keras's table of its networks: sorted and searched, and drawn as accuracy against size and time. */
export function ZooPage({ networks }: { networks: NetworkFacts[] }) {
  const t = useTranslations();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [family, setFamily] = useState('');
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'size', down: false });
  const shown = networks
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
    .filter((network) => family === '' || network.family === family)
    .sort((a, b) => compare(a[sort.by], b[sort.by]) * (sort.down ? -1 : 1));
  const cells: Record<Exclude<Column, 'name'>, (network: NetworkFacts) => string> = {
    size: ({ size }) => formats.megabytes(size),
    top1: ({ top1 }) => formats.percent(top1 / 100),
    top5: ({ top5 }) => formats.percent(top5 / 100),
    params: ({ params }) => formats.count(params),
    depth: ({ depth }) => formats.count(depth),
    cpuMs: ({ cpuMs }) => formats.twoDecimals(cpuMs),
    gpuMs: ({ gpuMs }) => formats.twoDecimals(gpuMs),
  };
  return (
    <Page title={t('networks.title')} description={t('networks.description')}>
      <Section title={t('networks.table')} description={t('networks.tableText')}>
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('networks.search')}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <NativeSelect
            label={t('networks.family')}
            value={family}
            onChange={({ currentTarget }) => setFamily(currentTarget.value)}
            data={[
              { value: '', label: t('networks.allFamilies') },
              ...new Set(networks.map((network) => network.family)),
            ]}
          />
        </Group>
        {shown.length === 0 ? (
          <EmptyState title={t('networks.noneFound')} />
        ) : (
          <Table.ScrollContainer minWidth={720}>
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th
                      key={column}
                      aria-sort={sort.by === column ? (sort.down ? 'descending' : 'ascending') : 'none'}
                    >
                      <UnstyledButton
                        fz="inherit"
                        fw="inherit"
                        onClick={() => setSort({ by: column, down: sort.by === column && !sort.down })}
                      >
                        {t(`networks.columns.${column}`)}
                        {sort.by === column ? (sort.down ? ' ↓' : ' ↑') : ''}
                      </UnstyledButton>
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((network) => (
                  <Table.Tr key={network.name}>
                    <Table.Th scope="row" fw={500}>
                      <Anchor component={Link} href={`/zoo/${network.name}`}>
                        {network.name}
                      </Anchor>
                    </Table.Th>
                    {columns.slice(1).map((column) => (
                      <Table.Td key={column}>{cells[column as Exclude<Column, 'name'>](network)}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <Text size="xs" c="dimmed">
          {t('networks.source')}
        </Text>
      </Section>
      <Section title={t('networks.plots')} description={t('networks.plotsText')}>
        <Stack gap="lg">
          <Scatter
            title={t('networks.bySize')}
            points={networks.map(({ name, size, top1, family }) => ({ name, x: size, y: top1, group: family }))}
            formatX={formats.megabytes}
            formatY={(value) => formats.percent(value / 100)}
          />
          <Scatter
            title={t('networks.byTime')}
            points={networks.map(({ name, cpuMs, top1, family }) => ({ name, x: cpuMs, y: top1, group: family }))}
            formatX={(value) => t('networks.milliseconds', { value })}
            formatY={(value) => formats.percent(value / 100)}
          />
        </Stack>
      </Section>
    </Page>
  );
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
}
