'use client';

import { Anchor, Badge, Checkbox, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { RunRowFragment, ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import { optionalText } from '../../i18n/translate.ts';
import { CardTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import { RunScoreText, runScoreText, ScoreText, scoreText, type ToldScore } from '../scores/ScoreText.tsx';
import type { RunSelection } from './RunSelection.tsx';
import { apartLabels } from './runLabel.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { Tags } from './Tags.tsx';

interface RunTableProps {
  runs: RunRowFragment[];
  /** The assignment's: runs of an older one are marked. */
  revision: number;
  /** Where a student's name leads; undefined where all runs are one student's. */
  studentHref?: (student: RunRowFragment['student']) => string;
  /** Lets runs be chosen. */
  selection?: RunSelection;
}

/** Runs, one a row, each with a link to its page: its name, else what the others have differently in their recipes. */
export function RunTable({ runs, revision, studentHref, selection }: RunTableProps) {
  const t = useTranslations();
  const formats = useFormats();
  const labels = useMemo(() => apartLabels(runs), [runs]);
  const withPrivate = runs.some((run) => run.evaluation?.private);
  return (
    <CardTable minWidth={studentHref ? 840 : 640} highlightOnHover verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          {selection && (
            <Table.Th w={40}>
              <span className="visually-hidden">{t('comparison.title')}</span>
            </Table.Th>
          )}
          <Table.Th>{t('runs.run')}</Table.Th>
          {studentHref && <Table.Th>{t('runs.student')}</Table.Th>}
          <Table.Th>{t('runs.submitted')}</Table.Th>
          <Table.Th>{t('runs.statusColumn')}</Table.Th>
          <Table.Th>{t('runs.valAccuracy')}</Table.Th>
          <Table.Th>{t('runs.publicScore')}</Table.Th>
          {withPrivate && <Table.Th>{t('runs.privateScore')}</Table.Th>}
          <Table.Th>{t('runs.time')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run, index) => (
          <Table.Tr key={run.id} data-run={run.id}>
            {selection && (
              <Table.Td>
                <Checkbox
                  aria-label={t('comparison.chooseRun', {
                    label: run.name || labels[index] || run.backbone,
                    moment: formats.moment(run.submittedAt),
                  })}
                  checked={selection.ids.includes(run.id)}
                  disabled={selection.isFull && !selection.ids.includes(run.id)}
                  onChange={() => selection.toggle(run.id)}
                />
              </Table.Td>
            )}
            <Table.Td style={{ overflowWrap: 'anywhere' }} maw={320}>
              <div>
                <Anchor
                  component={Link}
                  href={`/runs/${run.id}`}
                  size="sm"
                  fw={run.name ? 600 : undefined}
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {run.name || labels[index] || run.backbone}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {!labels[index]
                    ? t('runs.weightsAndSeed', { weights: run.weights, seed: run.seed })
                    : run.name
                      ? labels[index]
                      : run.backbone}
                </Text>
                {run.rerunOf && (
                  <Badge size="sm" variant="light" tt="none">
                    {t('runs.trainedAgain')}
                  </Badge>
                )}
                {run.revision !== revision && (
                  <Badge size="sm" variant="light" color="orange">
                    {t('runs.olderRevision', { revision: run.revision })}
                  </Badge>
                )}
                {run.tags.length > 0 && <Tags tags={run.tags} />}
              </div>
            </Table.Td>
            {studentHref && (
              <Table.Td>
                <Anchor component={Link} href={studentHref(run.student)} size="sm">
                  {run.student.name}
                </Anchor>
              </Table.Td>
            )}
            <Table.Td>
              {formats.moment(run.submittedAt)}
              {run.rerunOf && (
                <Text size="xs" c="dimmed">
                  {t('runs.queuedAgain', { moment: formats.moment(run.queuedAt) })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <StatusBadge status={run.status} />
              <Text size="xs" c="dimmed">
                {t('runs.epochsDone', { done: run.lastEpoch?.epoch ?? 0, planned: run.plannedEpochs })}
              </Text>
              {run.failure && (
                <Text size="xs" c="dimmed">
                  {optionalText(t, `runs.failures.${run.failure.code}`) ?? run.failure.code}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{formats.percentOrDash(run.lastEpoch?.valAcc)}</Table.Td>
            <Table.Td>
              {run.evaluation ? <RunScoreText evaluation={run.evaluation} /> : '–'}
              <ScoreBefore evaluation={run.rerunOf?.evaluation} />
            </Table.Td>
            {withPrivate && (
              <Table.Td>
                {run.evaluation?.private ? <ScoreText score={run.evaluation.private} /> : '–'}
                <ScoreBefore score={run.rerunOf?.evaluation?.private} />
              </Table.Td>
            )}
            <Table.Td>{typeof run.seconds === 'number' ? formats.duration(run.seconds) : '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

/** Of a rerun: what the run had that was trained again. */
function ScoreBefore({
  evaluation,
  score,
}: {
  evaluation?: ToldScore | null | undefined;
  score?: ScoreRangeFieldsFragment | null | undefined;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const before = evaluation ? runScoreText(evaluation, t, formats) : score && scoreText(score, t, formats);
  return (
    before && (
      <Text size="xs" c="dimmed">
        {t('runs.scoreBefore', { score: before })}
      </Text>
    )
  );
}
