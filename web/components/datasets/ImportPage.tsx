'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { importHasEnded } from '#contracts/importStatus';
import { DatasetImportDocument, type ImportReportFragment } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { CancelImport } from './CancelImport.tsx';
import { type Decision, firstDecision } from './decision.ts';
import { ImportDataset } from './ImportDataset.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportStatus } from './ImportStatus.tsx';

const loading = () => <LoadingRows rows={6} />;
const ImportDecision = dynamic(() => import('./ImportDecision.tsx').then(({ ImportDecision }) => ImportDecision), {
  ssr: false,
  loading,
});
const ImportReport = dynamic(() => import('./ImportReport.tsx').then(({ ImportReport }) => ImportReport), {
  ssr: false,
  loading,
});

const everyMs = 1000;

/** One import: what a worker found, and, while it waits, what becomes of it. */
export function ImportPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(DatasetImportDocument, { variables: { id } });
  const one = result.data?.datasetImport;
  const { startPolling, stopPolling } = result;
  const isWorking = one !== undefined && !importHasEnded(one.status) && one.status !== 'WAITING_FOR_DECISION';
  useEffect(() => {
    if (isWorking) startPolling(everyMs);
    else stopPolling();
    return stopPolling;
  }, [isWorking, startPolling, stopPolling]);
  return (
    <Page
      title={one ? t('datasets.imports.importOf', { name: one.name }) : t('datasets.imports.title')}
      crumbs={[
        { label: t('courses.title'), href: '/courses' },
        ...(one ? [{ label: one.course.title, href: `/courses/${one.course.id}` }] : []),
      ]}
      actions={one && <ImportStatus status={one.status} />}
    >
      <QueryState result={result} rows={8}>
        {({ datasetImport }) => <Import key={stateOf(datasetImport)} one={datasetImport} />}
      </QueryState>
    </Page>
  );
}

/** A new report begins with new choices. */
function stateOf({ id, report }: ImportReportFragment): string {
  return `${id} ${report?.faults.map(({ kind, count }) => `${kind} ${count}`).join()}`;
}

function Import({ one }: { one: ImportReportFragment }) {
  const t = useTranslations();
  const { id, name, status, progress, failure, report, datasetVersion } = one;
  const [decision, setDecision] = useState<Decision>(() =>
    report ? firstDecision(report) : { kept: [], files: new Map() },
  );
  const isWaiting = status === 'WAITING_FOR_DECISION';
  return (
    <Stack gap="lg">
      {failure && !importHasEnded(status) && (
        <Alert color="yellow" title={t('datasets.imports.waitsForRoom')} role="alert">
          <Text size="sm">{t('datasets.imports.waitsForRoomText')}</Text>
        </Alert>
      )}
      {failure && importHasEnded(status) && (
        <Alert color="red" title={t('datasets.imports.status.FAILED')} role="alert">
          <Stack align="flex-start">
            <Text size="sm">{t('page.workerSays', { message: failure.message })}</Text>
            <ImportDataset courseId={one.course.id} />
          </Stack>
        </Alert>
      )}
      {datasetVersion && (
        <Alert color="teal" role="status">
          <Anchor component={Link} href={`/datasets/${datasetVersion.dataset.id}`}>
            {t('datasets.imports.toDataset', { name: datasetVersion.dataset.name })}
          </Anchor>
        </Alert>
      )}
      {progress && <ImportProgress name={name} progress={progress} />}
      {!progress && !failure && status === 'QUEUED' && (
        <Text size="sm" role="status">
          {t('datasets.imports.queued')}
        </Text>
      )}
      {!importHasEnded(status) && !isWaiting && (
        <div>
          <CancelImport id={id} name={name} />
        </div>
      )}
      {isWaiting && <ImportDecision one={one} decision={decision} />}
      <ImportReport one={one} decision={decision} onDecision={isWaiting ? setDecision : undefined} />
    </Stack>
  );
}
