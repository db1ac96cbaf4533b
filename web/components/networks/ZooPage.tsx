'use client';

import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { Section } from '../page/Section.tsx';
import { MeasuredTimes } from './MeasuredTimes.tsx';
import type { NetworkFacts } from './networkFacts.ts';
import { Scatter } from './Scatter.tsx';
import { useMeasuredTimes } from './useMeasuredTimes.ts';
import { ZooTable } from './ZooTable.tsx';

const timeKinds = ['cpuMs', 'gpuMs', 'hereMs'] as const;
type TimeKind = (typeof timeKinds)[number];

/** Megabytes that a choice of sizes may begin with. */
const sizes = [25, 100, 250] as const;

/** Keras's table of its networks: sorted and searched, and drawn as accuracy against size and time. */
export function ZooPage({ networks }: { networks: NetworkFacts[] }) {
  const t = useTranslations();
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [family, setFamily] = useState('');
  const [atMost, setAtMost] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [time, setTime] = useState<TimeKind>('cpuMs');
  const times = useMeasuredTimes();
  const here = (times.measured.find(({ id }) => id === chosen) ?? times.measured[0])?.ms;
  const rows = networks.map((network) => ({ ...network, hereMs: here?.get(network.name) ?? null }));
  const shown = rows.filter(
    (network) =>
      network.name.toLowerCase().includes(search.trim().toLowerCase()) &&
      (family === '' || network.family === family) &&
      (atMost === '' || network.size <= Number(atMost)),
  );
  const drawn = shown.length > 0 ? shown : rows;
  const timed = drawn.flatMap((network) => {
    const x = network[time];
    return x === null ? [] : [{ name: network.name, x, y: network.top1, group: network.family }];
  });
  const families = [...new Set(networks.map((network) => network.family))];
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
            data={[{ value: '', label: t('networks.allFamilies') }, ...families]}
          />
          <NativeSelect
            label={t('networks.columns.size')}
            value={atMost}
            onChange={({ currentTarget }) => setAtMost(currentTarget.value)}
            data={[
              { value: '', label: t('networks.anySize') },
              ...sizes.map((size) => ({
                value: String(size),
                label: t('networks.atMost', { size: formats.megabytes(size) }),
              })),
            ]}
          />
        </Group>
        {shown.length === 0 ? (
          <EmptyState title={t('networks.noneFound')} />
        ) : (
          <ZooTable networks={shown} withHere={here !== undefined} />
        )}
        <Text size="xs" c="dimmed">
          {t('networks.source')}
        </Text>
        <MeasuredTimes times={times} networks={networks.length} chosen={chosen} onChoose={setChosen} />
      </Section>
      <Section title={t('networks.plots')} description={t('networks.plotsText')}>
        <Stack gap="lg">
          <Scatter
            title={t('networks.bySize')}
            families={families}
            points={drawn.map(({ name, size, top1, family }) => ({ name, x: size, y: top1, group: family }))}
            formatX={formats.megabytes}
            formatY={(value) => formats.percent(value / 100)}
          />
          <NativeSelect
            label={t('networks.whichTime')}
            value={time}
            onChange={({ currentTarget }) => setTime(timeKinds.find((kind) => kind === currentTarget.value) ?? 'cpuMs')}
            data={timeKinds
              .filter((kind) => kind !== 'hereMs' || here !== undefined)
              .map((kind) => ({ value: kind, label: t(`networks.times.${kind}`) }))}
            style={{ alignSelf: 'flex-start' }}
          />
          <Scatter
            title={t(time === 'hereMs' ? 'networks.byTimeHere' : 'networks.byTime')}
            families={families}
            points={timed}
            formatX={(value) => t('networks.milliseconds', { value })}
            formatY={(value) => formats.percent(value / 100)}
          />
        </Stack>
      </Section>
    </Page>
  );
}
