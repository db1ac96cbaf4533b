'use client';

import { Anchor, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { ScoreText } from '../scores/ScoreText.tsx';
import { StatusBadge } from './StatusBadge.tsx';

/** Runs, one a row, each with a link to its page. */
export function RunTable({ runs, withStudent = false }: { runs: RunRowFragment[]; withStudent?: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const withPrivate = runs.some((run) => run.evaluation?.private);
  return (
    <Table.ScrollContainer minWidth={withStudent ? 860 : 680}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.submitted')}</Table.Th>
            {withStudent && <Table.Th>{t('runs.student')}</Table.Th>}
            <Table.Th>{t('runs.recipe')}</Table.Th>
            <Table.Th>{t('runs.statusColumn')}</Table.Th>
            <Table.Th>{t('runs.epochs')}</Table.Th>
            <Table.Th>{t('runs.valAccuracy')}</Table.Th>
            <Table.Th>{t('runs.publicScore')}</Table.Th>
            {withPrivate && <Table.Th>{t('runs.privateScore')}</Table.Th>}
            <Table.Th>{t('runs.time')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} href={`/runs/${run.id}`} size="sm">
                  {formats.moment(run.submittedAt)}
                </Anchor>
              </Table.Td>
              {withStudent && <Table.Td>{run.student.name}</Table.Td>}
              <Table.Td>
                {run.backbone}
                <Text size="xs" c="dimmed">
                  {t('runs.weightsAndSeed', { weights: run.weights, seed: run.seed })}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={run.status} />
                {run.failure && (
                  <Text size="xs" c="dimmed">
                    {run.failure.code}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {run.lastEpoch?.epoch ?? 0} / {run.plannedEpochs}
              </Table.Td>
              <Table.Td>{formats.percentOrDash(run.lastEpoch?.valAcc)}</Table.Td>
              <Table.Td>{run.evaluation ? <ScoreText score={run.evaluation.public} /> : '–'}</Table.Td>
              {withPrivate && (
                <Table.Td>{run.evaluation?.private ? <ScoreText score={run.evaluation.private} /> : '–'}</Table.Td>
              )}
              <Table.Td>{typeof run.seconds === 'number' ? formats.duration(run.seconds) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
