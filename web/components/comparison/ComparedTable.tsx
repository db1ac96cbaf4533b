'use client';

import { Anchor, CloseButton, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { EpochMetric } from '#contracts/metrics';
import { fieldValueText, shortFieldName } from '#contracts/recipeDifferences';
import type { ComparedCurvesQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import { StatusBadge } from '../runs/StatusBadge.tsx';
import { RunScoreText } from '../scores/ScoreText.tsx';
import { bestPoint, lastPoint } from './comparedCurves.ts';
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

/** One row a run: what came of it, and the fields of its recipe that others have differently. */
export function ComparedTable({ runs, labels, fields, order, histories, metric, onRemove }: ComparedTableProps) {
  const t = useTranslations();
  const formats = useFormats();
  const isLoss = metric === 'LOSS' || metric === 'VAL_LOSS';
  const isShare = metric === 'ACC' || metric === 'VAL_ACC';
  const hasBest = isLoss || isShare;
  const pointText = ({ value, epoch }: { value: number; epoch: number }) =>
    t('comparison.valueAt', { value: isShare ? formats.percent(value) : formats.value(value), epoch });
  return (
    <>
      {fields.length === 0 && runs.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('comparison.noDifferences')}
        </Text>
      )}
      <CardTable minWidth={640 + 80 * fields.length} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.run')}</Table.Th>
            {hasBest && <Table.Th>{t('comparison.best', { metric: t(`comparison.metrics.${metric}`) })}</Table.Th>}
            {hasBest && <Table.Th>{t('comparison.last', { metric: t(`comparison.metrics.${metric}`) })}</Table.Th>}
            <Table.Th>{t('runs.publicScore')}</Table.Th>
            {fields.map(({ path }) => (
              <Table.Th key={path} title={path}>
                {shortFieldName(path)}
              </Table.Th>
            ))}
            <Table.Th>{t('runs.statusColumn')}</Table.Th>
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
            const best = bestPoint(points, isLoss);
            const last = lastPoint(points);
            return (
              <Table.Tr key={run.id}>
                <Table.Th scope="row" fw={500}>
                  <Anchor component={Link} href={`/runs/${run.id}`} size="sm">
                    {label}
                  </Anchor>
                </Table.Th>
                {hasBest && <Table.Td>{best ? pointText(best) : '–'}</Table.Td>}
                {hasBest && <Table.Td>{last ? pointText(last) : '–'}</Table.Td>}
                <Table.Td>{run.evaluation ? <RunScoreText evaluation={run.evaluation} /> : '–'}</Table.Td>
                {fields.map(({ path, values }) => (
                  <Table.Td key={path}>{path === 'weights' ? run.weights : fieldValueText(path, values[at])}</Table.Td>
                ))}
                <Table.Td>
                  <StatusBadge status={run.status} />
                  <Text size="xs" c="dimmed">
                    {t('runs.epochsDone', { done: run.lastEpoch?.epoch ?? 0, planned: run.plannedEpochs })}
                  </Text>
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
