'use client';

import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { importHasEnded } from '#contracts/importStatus';
import type { ImportStateFragment } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';
import { CancelImport } from './CancelImport.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportStatus } from './ImportStatus.tsx';

/** One import: how far it is, what was found in a line, and the way to its report. */
export function ImportCard({ one }: { one: ImportStateFragment }) {
  const t = useTranslations();
  const { id, name, status, progress, report, failure } = one;
  const faults = report?.faults.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const images = report?.classes.reduce(
    (sum, { trainCount, validationCount, testCount }) => sum + trainCount + validationCount + testCount,
    0,
  );
  return (
    <Paper withBorder p="md" component="article" aria-label={t('datasets.imports.importOf', { name })}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <ImportStatus status={status} />
        </Group>
        {failure && (
          <Text size="sm" role="alert" style={{ overflowWrap: 'anywhere' }}>
            {importHasEnded(status)
              ? t('page.workerSays', { message: failure.message })
              : t('datasets.imports.waitsForRoomText')}
          </Text>
        )}
        {progress && <ImportProgress name={name} progress={progress} />}
        {report && images !== undefined && (
          <Text size="sm" c="dimmed">
            {t('datasets.imports.summary', { images, classes: report.classes.length, faults })}
          </Text>
        )}
        <Group gap="md">
          {report && (
            <Anchor component={Link} href={`/imports/${id}`} size="sm">
              {status === 'WAITING_FOR_DECISION' ? t('datasets.imports.decide') : t('datasets.imports.report')}
            </Anchor>
          )}
          {!importHasEnded(status) && <CancelImport id={id} name={name} />}
        </Group>
      </Stack>
    </Paper>
  );
}
