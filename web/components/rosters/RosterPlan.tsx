'use client';

import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RosterLineKind, RosterStateFragment } from '../../graphql/generated/graphql.ts';
import { optionalText } from '../../i18n/translate.ts';

const colors: Record<RosterLineKind, string> = {
  ADDED: 'teal',
  CHANGED: 'blue',
  READMITTED: 'teal',
  SAME_NUMBER: 'gray',
  MISSING: 'orange',
  UNCHANGED: 'gray',
  DUPLICATE: 'yellow',
  BROKEN: 'red',
};

import { CardTable } from '../page/CardTable.tsx';
import { Table } from '../page/Table.tsx';
import { useSite } from '../page/useSite.ts';

function hasNoAccount({ kind, hasAccount }: RosterStateFragment['lines'][number]): boolean {
  return kind === 'ADDED' && !hasAccount;
}

/** What a roster changes: how it was read, counts, and a line for each person but those who stay as they are. */
export function RosterPlan({ plan }: { plan: RosterStateFragment }) {
  const t = useTranslations();
  const mailless = useSite()?.mailDelivery === 'NONE';
  const shown = plan.lines;
  const all = plan.counts.filter(({ kind }) => kind !== 'UNCHANGED').reduce((sum, { count }) => sum + count, 0);
  const separator = { ',': 'COMMA', ';': 'SEMICOLON', '\t': 'TAB' }[plan.separator] ?? 'COMMA';
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('rosters.readAs', {
          encoding: t(`rosters.encodings.${plan.encoding}`),
          separator: optionalText(t, `rosters.separators.${separator}`) ?? plan.separator,
        })}{' '}
        {plan.hasHeader ? '' : t('rosters.noHeader')}{' '}
        {plan.ignoredColumns.length > 0 && t('rosters.ignored', { columns: plan.ignoredColumns.join(', ') })}
      </Text>
      <Group gap="xs" data-testid="roster-counts">
        {plan.counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <Badge key={kind} color={colors[kind]} variant="light" data-kind={kind} data-count={count}>
              {t(`rosters.kinds.${kind}`, { count })}
            </Badge>
          ))}
      </Group>
      {plan.newSections.length > 0 && (
        <Text size="sm">{t('rosters.newSections', { sections: plan.newSections.join(', ') })}</Text>
      )}
      {shown.some(hasNoAccount) && (
        <Text size="sm" c="dimmed">
          {t(mailless ? 'rosters.waitsWithoutMail' : 'rosters.waits')}
        </Text>
      )}
      {shown.length === 0 ? (
        <Text size="sm">{t('rosters.nothing')}</Text>
      ) : (
        <CardTable minWidth={560} maxHeight={480} stickyHeader verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rosters.line')}</Table.Th>
              <Table.Th>{t('rosters.what')}</Table.Th>
              <Table.Th>{t('people.name')}</Table.Th>
              <Table.Th>{t('rosters.changes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((line) => (
              <Table.Tr key={`${line.line} ${line.email}`}>
                <Table.Td>{line.line}</Table.Td>
                <Table.Td>
                  <Badge size="sm" color={colors[line.kind]} variant="light">
                    {t(`rosters.words.${line.kind}`)}
                  </Badge>
                </Table.Td>
                <Table.Td maw={260}>
                  <Text size="sm">{line.name}</Text>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {line.email}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{line.problem}</Text>
                  {line.changes.map(({ field, before, after }) => (
                    <Text key={field} size="xs">
                      {optionalText(t, `rosters.fields.${field}`) ?? field}{' '}
                      {before && (
                        <Text span td="line-through" c="dimmed">
                          {before}
                        </Text>
                      )}{' '}
                      {after ?? t('rosters.none')}
                    </Text>
                  ))}
                  {line.accountEmail && (
                    <Text size="xs">{t('rosters.otherAddress', { email: line.accountEmail })}</Text>
                  )}
                  {hasNoAccount(line) && (
                    <Text size="xs" c="dimmed">
                      {t('rosters.noAccount')}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </CardTable>
      )}
      {shown.length < all && (
        <Text size="sm" c="dimmed">
          {t('rosters.more', { count: all - shown.length })}
        </Text>
      )}
    </Stack>
  );
}
