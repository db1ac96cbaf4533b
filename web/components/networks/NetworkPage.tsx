'use client';

import { Anchor, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Block } from '#contracts/blocks';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { NetworkDrawing } from './NetworkDrawing.tsx';
import { NetworkRuns } from './NetworkRuns.tsx';
import type { NetworkFacts } from './networkFacts.ts';

interface NetworkPageProps {
  network: NetworkFacts;
  blocks: Block[];
  paper: { title: string; year: number; url: string };
}

/** One of Keras's networks: what it is, its blocks, and where to cut it. */
export function NetworkPage({ network, blocks, paper }: NetworkPageProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [frozen, setFrozen] = useState(blocks.length);
  const near = blocks.at(-1)!;
  const far = blocks[Math.floor(blocks.length / 2)]!;
  const advice = [
    { text: t('networks.whereNear'), cut: blocks.length },
    { text: t('networks.whereMore', { layer: near.firstLayer }), cut: blocks.indexOf(near) },
    { text: t('networks.whereFar', { layer: far.firstLayer }), cut: blocks.indexOf(far) },
  ];
  return (
    <Page title={network.name} crumbs={[{ label: t('networks.title'), href: '/zoo' }]}>
      <Section title={t('networks.facts')}>
        <FactList
          facts={[
            [t('networks.columns.size'), formats.megabytes(network.size)],
            [t('networks.columns.top1'), formats.percent(network.top1 / 100)],
            [t('networks.columns.top5'), formats.percent(network.top5 / 100)],
            [t('networks.columns.params'), formats.count(network.params)],
            [t('networks.withoutTop'), formats.count(network.backboneParams)],
            [t('networks.columns.depth'), formats.count(network.depth)],
            [t('networks.input'), t('networks.pixels', { size: network.inputSize })],
            [t('networks.smallest'), t('networks.pixels', { size: network.smallestInput })],
            [
              t('networks.preprocessing'),
              t(`networks.preprocess.${network.preprocessInput as 'tf' | 'torch' | 'caffe' | 'rescale'}`),
            ],
          ]}
        />
        <Text size="sm">
          {t('networks.paper')}{' '}
          <Anchor href={paper.url} rel="noreferrer">
            {t('networks.paperTitle', { title: paper.title, year: String(paper.year) })}
          </Anchor>
        </Text>
      </Section>
      <Section title={t('networks.blocks')} description={t('networks.blocksText')}>
        <NetworkDrawing blocks={blocks} frozen={frozen} onFrozen={setFrozen} />
        <Stack gap="xs">
          <Text fw={600}>{t('networks.where')}</Text>
          <List size="sm">
            {advice.map(({ text, cut }) => (
              <List.Item key={cut}>
                {text}{' '}
                <Anchor component="button" type="button" size="sm" onClick={() => setFrozen(cut)}>
                  {t('networks.cutHere')}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </Stack>
        <Table.ScrollContainer minWidth={420} aria-label={t('networks.tableOf', { title: t('networks.blocks') })}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('networks.blockName')}</Table.Th>
                <Table.Th>{t('networks.firstLayer')}</Table.Th>
                <Table.Th>{t('networks.layers')}</Table.Th>
                <Table.Th>{t('networks.columns.params')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {blocks.map((block) => (
                <Table.Tr key={block.name}>
                  <Table.Th scope="row" fw={400}>
                    {block.name}
                  </Table.Th>
                  <Table.Td>{block.firstLayer}</Table.Td>
                  <Table.Td>{formats.count(block.layers)}</Table.Td>
                  <Table.Td>{formats.count(block.params)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Section>
      <NetworkRuns backbone={network.name} />
    </Page>
  );
}
