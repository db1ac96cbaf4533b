'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { NetworkRunsDocument, type NetworkRunsQuery } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useMe } from '../accounts/session.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';

type Run = NetworkRunsQuery['networkRuns']['nodes'][number];

const rowsAPage = 10;

/** The runs with a network: one's own, and all of the courses that one gives. Nothing without an account. */
export function NetworkRuns({ backbone }: { backbone: string }) {
  const { me } = useMe();
  return me ? <Runs backbone={backbone} me={me.id} /> : null;
}

function Runs({ backbone, me }: { backbone: string; me: string }) {
  const t = useTranslations();
  const pages = usePages(backbone);
  const result = useQuery(NetworkRunsDocument, { variables: { backbone, first: rowsAPage, after: pages.after } });
  return (
    <Section title={t('networks.runs')} description={t('networks.runsText')}>
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={4}>
        {({ networkRuns: { nodes, totalCount, pageInfo } }) =>
          nodes.length === 0 ? (
            <EmptyState title={t('networks.noRuns')}>{t('networks.noRunsText')}</EmptyState>
          ) : (
            <Stack gap="sm">
              <RunRows runs={nodes} withStudent={nodes.some(({ student }) => student.id !== me)} />
              <Pager pages={pages} rows={nodes.length} total={totalCount} ends={pageInfo} />
            </Stack>
          )
        }
      </QueryState>
    </Section>
  );
}

function RunRows({ runs, withStudent }: { runs: readonly Run[]; withStudent: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Table.ScrollContainer
      minWidth={withStudent ? 640 : 520}
      aria-label={t('networks.tableOf', { title: t('networks.runs') })}
    >
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.submitted')}</Table.Th>
            {withStudent && <Table.Th>{t('runs.student')}</Table.Th>}
            <Table.Th>{t('networks.runAssignment')}</Table.Th>
            <Table.Th>{t('networks.runCut')}</Table.Th>
            <Table.Th>{t('runs.valAccuracy')}</Table.Th>
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
                {run.assignment.title}
                <Text size="xs" c="dimmed">
                  {run.assignment.course.title}
                </Text>
              </Table.Td>
              <Table.Td>
                {t('networks.withWeights', { weights: run.weights })}
                <Text size="xs" c="dimmed">
                  {cutOf(run.recipe, t)}
                </Text>
              </Table.Td>
              <Table.Td>{formats.percentOrDash(run.lastEpoch?.valAcc)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function cutOf(recipe: unknown, t: Translate): string {
  const { freeze } = recipe as { freeze?: 'all' | 'none' | { before: string } };
  if (freeze === 'all') return t('networks.cutAtEnd');
  return typeof freeze === 'object' ? t('networks.cutBefore', { layer: freeze.before }) : t('networks.cutNone');
}
