'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Badge, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ImageFault, importHasEnded } from '#contracts/datasetImport';
import { errorText } from '../../graphql/apiError.ts';
import {
  CancelImportDocument,
  DatasetImportsDocument,
  DecideImportDocument,
  type ImportStateFragment,
} from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { ImportReport } from './ImportReport.tsx';

/** One import: how far it is, what was found, and what staff may choose. */
export function ImportCard({
  dataset: { id, name, status, progress, report, failure },
}: {
  dataset: ImportStateFragment;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const [kept, setKept] = useState<ImageFault[]>([]);
  const [problem, setProblem] = useState<string>();
  const onError = (error: Error) => setProblem(errorText(t, error));
  const refetch = { refetchQueries: [DatasetImportsDocument], onError };
  const [decide, deciding] = useMutation(DecideImportDocument, refetch);
  const [cancel, cancelling] = useMutation(CancelImportDocument, refetch);
  const faults = report?.faults ?? [];
  const isWaiting = status === 'WAITING_FOR_DECISION';
  const goOn = (includeByContent: boolean) => {
    const leaveOut = faults.map(({ kind }) => kind).filter((kind) => !kept.includes(kind));
    void decide({ variables: { id, input: { leaveOut, keep: kept, includeByContent } } });
  };
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{name}</Text>
          <Badge variant="light" color={status === 'FAILED' ? 'red' : isWaiting ? 'yellow' : undefined}>
            {t(`datasets.imports.status.${status}`)}
          </Badge>
        </Group>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {failure && (
          <Text size="sm" role="alert">
            {failure.message}
          </Text>
        )}
        {progress && (
          <div role="status">
            <Progress
              value={progress.total === 0 ? 100 : (100 * progress.done) / progress.total}
              animated={progress.total === 0}
              aria-label={t('datasets.imports.progress', { name })}
            />
            <Text size="sm" c="dimmed" mt={4}>
              {t(`datasets.imports.phase.${progress.phase}`, { done: progress.done, total: progress.total })}
              {typeof progress.etaSeconds === 'number' &&
                ` · ${t('datasets.imports.timeLeft', { duration: formats.duration(progress.etaSeconds) })}`}
            </Text>
          </div>
        )}
        {report && <ImportReport report={report} {...(isWaiting && { kept, onKept: setKept })} />}
        {!importHasEnded(status) && (
          <Group gap="xs">
            {isWaiting && (
              <Button size="xs" loading={deciding.loading} onClick={() => goOn(false)}>
                {kept.length > 0 ? t('datasets.imports.keep') : t('datasets.imports.leaveOut')}
              </Button>
            )}
            {isWaiting && report?.passedOver.some(({ reason }) => reason === 'IMAGE_OF_OTHER_ENDING') && (
              <Button size="xs" variant="default" loading={deciding.loading} onClick={() => goOn(true)}>
                {t('datasets.imports.includeByContent')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={cancelling.loading}
              onClick={() => void cancel({ variables: { id } })}
            >
              {t('datasets.imports.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
