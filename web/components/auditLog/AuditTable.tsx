'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { AuditFilterInput, AuditRowFragment, SiteLogQuery } from '../../graphql/generated/graphql.ts';
import { optionalText, type Translate } from '../../i18n/translate.ts';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { type Formats, useFormats } from '../page/formats.ts';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';

/** What narrows a log: a person and an action. */
export function AuditFilters(props: {
  choices: NonNullable<SiteLogQuery['auditChoices']>;
  value: AuditFilterInput;
  onChange: (value: AuditFilterInput) => void;
}) {
  const { choices, value, onChange } = props;
  const t = useTranslations();
  return (
    <Group align="flex-end">
      <Select
        label={t('auditLog.person')}
        placeholder={t('auditLog.everybody')}
        clearable
        searchable
        data={choices.actors.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.actorId ?? null}
        onChange={(actorId) => onChange({ ...value, actorId })}
      />
      <Select
        label={t('auditLog.action')}
        placeholder={t('auditLog.anything')}
        clearable
        searchable
        data={choices.actions.map((action) => ({ value: action, label: actionText(t, action) }))}
        value={value.action ?? null}
        onChange={(action) => onChange({ ...value, action })}
      />
    </Group>
  );
}

/** Who changed what, and when. */
export function AuditTable({ entries, withCourse = false }: { entries: AuditRowFragment[]; withCourse?: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  if (entries.length === 0) return <EmptyState title={t('auditLog.none')} />;
  return (
    <CardTable minWidth={640} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('auditLog.when')}</Table.Th>
          <Table.Th>{t('auditLog.who')}</Table.Th>
          <Table.Th>{t('auditLog.action')}</Table.Th>
          {withCourse && <Table.Th>{t('auditLog.course')}</Table.Th>}
          <Table.Th>{t('auditLog.what')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id} style={{ verticalAlign: 'top' }}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{formats.moment(entry.createdAt)}</Table.Td>
            <Table.Td>{entry.actor?.name ?? t('auditLog.system')}</Table.Td>
            <Table.Td>
              <Text size="sm">{actionText(t, entry.action)}</Text>
            </Table.Td>
            {withCourse && <Table.Td>{entry.course?.title ?? '–'}</Table.Td>}
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {entry.subject}
              <Changes changes={entry.changes} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

function actionText(t: Translate, action: string): string {
  return optionalText(t, `auditLog.actions.${action.replaceAll('.', '_')}`) ?? action;
}

function Changes({ changes }: { changes: unknown }) {
  const t = useTranslations();
  const formats = useFormats();
  const pairs = Object.entries((changes ?? {}) as Record<string, unknown>).filter(
    (entry): entry is [string, [unknown, unknown]] => Array.isArray(entry[1]),
  );
  return (
    <Stack gap={0}>
      {pairs.map(([field, [before, after]]) => (
        <Text key={field} size="xs" c="dimmed">
          {t('auditLog.change', {
            field: optionalText(t, `auditLog.fields.${field}`) ?? field,
            before: shown(before, t, formats),
            after: shown(after, t, formats),
          })}
        </Text>
      ))}
    </Stack>
  );
}

const moment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shown(value: unknown, t: Translate, formats: Formats): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return t(value ? 'auditLog.yes' : 'auditLog.no');
  if (typeof value === 'string' && moment.test(value)) return formats.moment(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
