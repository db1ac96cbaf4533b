'use client';

import { Anchor, CloseButton, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { EpochMetric } from '#contracts/metrics';
import { fieldValueText, shortFieldName } from '#contracts/recipeDifferences';
import type { ComparedCurvesQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';
import { StatusBadge } from '../runs/StatusBadge.tsx';
import { RunScoreText } from '../scores/ScoreText.tsx';
import { bestPoint } from './comparedCurves.ts';
import type { ComparedRun, Comparison } from './comparison.ts';

interface ComparedTableProps {
  runs: ComparedRun[];
  labels: ReadonlyMap<string, string>;
  fields: Comparison['fields'];
  /** The runs that the values of the fields belong to. */
  order: readonly { id: string }[];
  histories: ComparedCurvesQuery['epochs'];
  metric: EpochMetric;
  onRemove: (id: string) => void;
}

/** One row a run: the fields of its recipe that others have differently, and what came of it. */
export function ComparedTable({ runs, labels, fields, order, histories, metric, onRemove }: ComparedTableProps) {
  const t = useTranslations();
  const formats = useFormats();
  const isLoss = metric === 'LOSS' || metric === 'VAL_LOSS';
  const isShare = metric === 'ACC' || metric === 'VAL_ACC';
  const hasBest = isLoss || isShare;
  return (
    <>
      {fields.length === 0 && runs.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('comparison.noDifferences')}
        </Text>
      )}
      <CardTable minWidth={560 + 120 * fields.length} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.run')}</Table.Th>
            {fields.map(({ path }) => (
              <Table.Th key={path} title={path}>
                {shortFieldName(path)}
              </Table.Th>
            ))}
            {hasBest && <Table.Th>{t('comparison.best', { metric: t(`comparison.metrics.${metric}`) })}</Table.Th>}
            <Table.Th>{t('runs.publicScore')}</Table.Th>
            <Table.Th>{t('runs.statusColumn')}</Table.Th>
            <Table.Th>{t('runs.epochs')}</Table.Th>
            <Table.Th>{t('runs.time')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('comparison.remove')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => {
            const label = labels.get(run.id) ?? run.backbone;
            const at = order.findIndex(({ id }) => id === run.id);
            const points = histories.find(({ runId }) => runId === run.id)?.points ?? [];
            const best = hasBest ? bestPoint(points, isLoss) : null;
            return (
              <Table.Tr key={run.id}>
                <Table.Th scope="row" fw={500}>
                  <Anchor component={Link} href={`/runs/${run.id}`} size="sm">
                    {label}
                  </Anchor>
                </Table.Th>
                {fields.map(({ path, values }) => (
                  <Table.Td key={path} style={{ overflowWrap: 'anywhere' }}>
                    {path === 'weights' ? run.weights : fieldValueText(path, values[at])}
                  </Table.Td>
                ))}
                {hasBest && (
                  <Table.Td>
                    {best
                      ? t('comparison.bestAt', {
                          value: isShare ? formats.percent(best.value) : formats.value(best.value),
                          epoch: best.epoch,
                        })
                      : '–'}
                  </Table.Td>
                )}
                <Table.Td>{run.evaluation ? <RunScoreText evaluation={run.evaluation} /> : '–'}</Table.Td>
                <Table.Td>
                  <StatusBadge status={run.status} />
                </Table.Td>
                <Table.Td>
                  {run.lastEpoch?.epoch ?? 0} / {run.plannedEpochs}
                </Table.Td>
                <Table.Td>{typeof run.seconds === 'number' ? formats.duration(run.seconds) : '–'}</Table.Td>
                <Table.Td>
                  <CloseButton
                    size="sm"
                    aria-label={t('comparison.removeRun', { label })}
                    onClick={() => onRemove(run.id)}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </CardTable>
    </>
  );
}
