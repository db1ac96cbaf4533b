'use client';

import { useMutation } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import {
  DatasetDocument,
  DeleteDatasetVersionDocument,
  type VersionStateFragment,
} from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { ClassTable } from './ClassTable.tsx';

/** A version of a dataset: its images, who uses it, its card, its report, and the way to delete it. */
export function VersionCard(props: {
  version: VersionStateFragment;
  staff: boolean;
  /** Whether the reader may delete it. */
  changes: boolean;
}) {
  const { version, staff, changes } = props;
  const t = useTranslations();
  const formats = useFormats();
  const { usedBy, drawnSplit } = version;
  const name = t('datasets.versionNumber', { number: version.number });
  const [remove] = useMutation(DeleteDatasetVersionDocument, { refetchQueries: [DatasetDocument] });
  const onDelete = async () => {
    await remove({ variables: { id: version.id } });
    notifications.show({ message: t('datasets.versionDeleted', { name }) });
  };
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{name}</Text>
          <Group gap="xs">
            <Badge variant="light" color="gray">
              {version.hash.slice(0, 8)}
            </Badge>
            <Text size="sm" c="dimmed">
              {formats.moment(version.createdAt)}
              {version.bytes !== null && ` · ${formats.megabytes(version.bytes / 1e6)}`}
            </Text>
          </Group>
        </Group>
        <ClassTable classes={version.classCounts.map(({ className, ...counts }) => ({ name: className, ...counts }))} />
        {drawnSplit && (
          <Text size="sm" c="dimmed">
            {t('datasets.split.drawn', {
              splits: drawnSplit.drawn.length === 1 ? drawnSplit.drawn[0]! : 'all',
              validation: drawnSplit.validationShare,
              test: drawnSplit.testShare,
              seed: drawnSplit.seed,
            })}
          </Text>
        )}
        {staff && (
          <Text size="sm">
            {usedBy.length === 0 ? t('datasets.unused') : t('datasets.usedBy')}{' '}
            {usedBy.map(({ assignmentId, title }, at) => (
              <span key={assignmentId}>
                {at > 0 && ', '}
                <Anchor component={Link} href={`/assignments/${assignmentId}`} size="sm">
                  {title}
                </Anchor>
              </span>
            ))}
          </Text>
        )}
        <Group gap="xs">
          <Button component="a" href={version.cardPath} download size="xs" variant="default">
            {t('datasets.card')}
          </Button>
          {version.import && (
            <Button component={Link} href={`/imports/${version.import.id}`} size="xs" variant="default">
              {t('datasets.imports.report')}
            </Button>
          )}
          {changes && usedBy.length === 0 && (
            <ConfirmButton
              label={t('datasets.deleteVersion')}
              title={t('datasets.deleteVersionTitle')}
              onConfirm={onDelete}
            >
              <Text size="sm">{t('datasets.deleteVersionText', { name })}</Text>
            </ConfirmButton>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
