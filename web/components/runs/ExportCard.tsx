'use client';

import { useLazyQuery, useMutation } from '@apollo/client/react';
import { Alert, Button, Loader, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type ExportFormat, exportFormatSchema, exportFormats } from '#contracts/exports';
import { errorText } from '../../graphql/apiError.ts';
import { ExportDocument, ExportRunDocument, type ExportStateFragment } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

const pollMs = 1500;

/** Has a worker write the trained network in another library's format, and offers the file. */
export function ExportCard({ runId, kept }: { runId: string; kept: boolean }) {
  const t = useTranslations();
  const [format, setFormat] = useState<ExportFormat>('keras');
  const [asked, setAsked] = useState<ExportStateFragment | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [request, { loading }] = useMutation(ExportRunDocument);
  const [read] = useLazyQuery(ExportDocument, { fetchPolicy: 'network-only' });
  const waiting = asked !== null && asked.finishedAt === null;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(async () => {
      const { data } = await read({ variables: { id: asked.id } });
      if (data) setAsked(data.export);
    }, pollMs);
    return () => clearInterval(timer);
  }, [waiting, asked, read]);

  const submit = async () => {
    setFailure(null);
    try {
      const { data } = await request({ variables: { input: { runId, format } } });
      setAsked(data?.exportRun ?? null);
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  const problem = failure ?? asked?.failure;
  return (
    <Section title={t('runs.export')} description={kept ? t('runs.exportText') : t('runs.exportMissing')}>
      {kept && (
        <Stack gap="sm">
          <NativeSelect
            label={t('runs.exportFormat')}
            value={format}
            onChange={({ currentTarget }) => {
              setFormat(exportFormatSchema.parse(currentTarget.value));
              setAsked(null);
            }}
            data={exportFormats.map((name) => ({ value: name, label: t(`runs.exportFormats.${name}`) }))}
          />
          {asked?.downloadPath ? (
            <Button component="a" href={asked.downloadPath} download>
              {t('runs.exportDownload')}
            </Button>
          ) : (
            <Button variant="default" onClick={submit} loading={loading} disabled={waiting}>
              {t('runs.exportSubmit')}
            </Button>
          )}
          <Text size="sm" role="status">
            {waiting && (
              <>
                <Loader size="xs" /> {t('runs.exportWriting')}
              </>
            )}
          </Text>
          {problem && (
            <Alert color="red" title={t('runs.exportFailed')}>
              {problem}
            </Alert>
          )}
        </Stack>
      )}
    </Section>
  );
}
