'use client';

import { Anchor, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import type { NetworkFacts } from './networkFacts.ts';
import classes from './ZooTable.module.css';

/** A network with what it takes on this site's worker; null where that was not measured. */
export type ZooRow = NetworkFacts & { hereMs: number | null };

const columns = ['name', 'size', 'top1', 'top5', 'params', 'depth', 'cpuMs', 'gpuMs', 'hereMs'] as const;
type Column = (typeof columns)[number];

/** Keras's table, which its headings sort. On a narrow screen it moves under the names, which stay where they are. */
export function ZooTable({ networks, withHere }: { networks: ZooRow[]; withHere: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'size', down: false });
  const shown = columns.filter((column) => column !== 'hereMs' || withHere);
  const sorted = [...networks].sort((a, b) => compare(a[sort.by], b[sort.by], sort.down));
  const cells: Record<Exclude<Column, 'name'>, (network: ZooRow) => string> = {
    size: ({ size }) => formats.megabytes(size),
    top1: ({ top1 }) => formats.percent(top1 / 100),
    top5: ({ top5 }) => formats.percent(top5 / 100),
    params: ({ params }) => formats.count(params),
    depth: ({ depth }) => formats.count(depth),
    cpuMs: ({ cpuMs }) => formats.twoDecimals(cpuMs),
    gpuMs: ({ gpuMs }) => formats.twoDecimals(gpuMs),
    hereMs: ({ hereMs }) => (hereMs === null ? '–' : formats.twoDecimals(hereMs)),
  };
  return (
    <Table.ScrollContainer
      minWidth={760}
      className={classes.table}
      aria-label={t('networks.tableOf', { title: t('networks.table') })}
    >
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {shown.map((column) => (
              <Table.Th
                key={column}
                ta={column === 'name' ? 'start' : 'end'}
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
          {sorted.map((network) => (
            <Table.Tr key={network.name}>
              <Table.Th scope="row" fw={500}>
                <Anchor component={Link} href={`/zoo/${network.name}`}>
                  {network.name}
                </Anchor>
              </Table.Th>
              {shown.map((column) =>
                column === 'name' ? null : (
                  <Table.Td key={column} ta="end">
                    {cells[column](network)}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What was not measured comes last, whichever way the table is sorted. */
function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
  return down ? -order : order;
}
