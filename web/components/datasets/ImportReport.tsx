'use client';

import { Checkbox, List, Stack, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImageFault } from '#contracts/datasetImport';
import type { ImportStateFragment } from '../../graphql/generated/graphql.ts';

type Report = NonNullable<ImportStateFragment['report']>;

/** Files of each kind that are listed; the others are counted. */
const listed = 8;
/** A class with this many times the images of another one is worth a word. */
const imbalanceWorthAWord = 3;

/** What was found in a set. With `onKept` people choose which faulty images are imported all the same. */
export function ImportReport(props: { report: Report; kept?: ImageFault[]; onKept?: (kept: ImageFault[]) => void }) {
  const { report, kept = [], onKept } = props;
  const t = useTranslations();
  const toggle = (kind: ImageFault, keeps: boolean) =>
    onKept?.(keeps ? [...kept, kind] : kept.filter((other) => other !== kind));
  return (
    <Stack gap="sm">
      <Table.ScrollContainer minWidth={320} mah={320}>
        <Table withRowBorders={false} verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('datasets.imports.class')}</Table.Th>
              <Table.Th ta="right">{t('datasets.imports.train')}</Table.Th>
              <Table.Th ta="right">{t('datasets.imports.validation')}</Table.Th>
              <Table.Th ta="right">{t('datasets.imports.test')}</Table.Th>
              <Table.Th ta="right">{t('datasets.imports.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.classes.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Td>{one.name}</Table.Td>
                <Table.Td ta="right">{one.trainCount}</Table.Td>
                <Table.Td ta="right">{one.validationCount}</Table.Td>
                <Table.Td ta="right">{one.testCount}</Table.Td>
                <Table.Td ta="right">{(one.bytes / 1e6).toFixed(1)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {report.imbalance !== null && report.imbalance >= imbalanceWorthAWord && (
        <Text size="sm">{t('datasets.imports.imbalance', { times: report.imbalance })}</Text>
      )}
      {report.faults.map(({ kind, count, canKeep, files }) => (
        <div key={kind}>
          <Text size="sm" fw={600}>
            {t(`datasets.imports.fault.${kind}`, { count })}
          </Text>
          {onKept && canKeep && (
            <Checkbox
              size="xs"
              my={4}
              label={t('datasets.imports.keep')}
              aria-label={`${t(`datasets.imports.fault.${kind}`, { count })}: ${t('datasets.imports.keep')}`}
              checked={kept.includes(kind)}
              onChange={(event) => toggle(kind, event.currentTarget.checked)}
            />
          )}
          <Files count={count}>
            {files.slice(0, listed).map(({ path, like, reason }) => (
              <List.Item key={path}>
                {like !== null
                  ? t('datasets.imports.like', { path, like })
                  : reason !== null
                    ? t('datasets.imports.because', { path, reason })
                    : path}
              </List.Item>
            ))}
          </Files>
        </div>
      ))}
      {report.passedOver.map(({ reason, count, files }) => (
        <div key={reason}>
          <Text size="sm" fw={600}>
            {t(`datasets.imports.passedOver.${reason}`, { count })}
          </Text>
          <Files count={count}>
            {files.slice(0, listed).map((path) => (
              <List.Item key={path}>{path}</List.Item>
            ))}
          </Files>
        </div>
      ))}
    </Stack>
  );
}

function Files({ count, children }: { count: number; children: React.ReactNode[] }) {
  const t = useTranslations();
  const more = count - children.length;
  return (
    <List size="sm" spacing={0}>
      {children}
      {more > 0 && <List.Item>{t('datasets.imports.more', { count: more })}</List.Item>}
    </List>
  );
}
