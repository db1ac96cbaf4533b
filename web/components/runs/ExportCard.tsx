'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Accordion, Alert, Button, Loader, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type ExportFormat, exportEndings, exportFormats } from '#contracts/exports';
import { type HistoryFormat, historyFormats, usageLines } from '#contracts/exportUsage';
import type { Recipe } from '#contracts/recipe';
import { errorText } from '../../graphql/apiError.ts';
import {
  type EpochFieldsFragment,
  ExportDocument,
  ExportRunDocument,
  type ExportStateFragment,
} from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { saveHistory } from './saveHistory.ts';
import { UsageCode } from './UsageCode.tsx';

const pollMs = 1500;

interface ExportCardProps {
  runId: string;
  /** Whether the trained parameters are there. */
  kept: boolean;
  recipe: Recipe;
  classNames: readonly string[];
  epochs: EpochFieldsFragment[];
  startedAt: string | null | undefined;
}

/** The trained network and the history as files, each with the lines that use it. */
export function ExportCard({ runId, kept, recipe, classNames, epochs, startedAt }: ExportCardProps) {
  const t = useTranslations();
  const linesOf = (format: ExportFormat | HistoryFormat, path: string) =>
    usageLines(format, { recipe, classNames }, path);
  return (
    <Section title={t('runs.export')} description={kept ? t('runs.exportText') : t('runs.exportMissing')}>
      <Accordion variant="contained" order={3}>
        {kept &&
          exportFormats.map((format) => (
            <Accordion.Item key={format} value={format}>
              <Accordion.Control>{t(`runs.exportFormats.${format}`)}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="sm">
                  <Text size="sm">{t(`runs.exportUse.${format}`)}</Text>
                  <ModelButton runId={runId} format={format} />
                  <UsageCode
                    name={t(`runs.exportFormats.${format}`)}
                    lines={linesOf(format, `run-${runId}${format === 'tfjs' ? '-tfjs' : exportEndings[format]}`)}
                  />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        {historyFormats.map((format) => (
          <Accordion.Item key={format} value={format}>
            <Accordion.Control>{t(`runs.exportFormats.${format}`)}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                <Text size="sm">{t(`runs.exportUse.${format}`)}</Text>
                <Button
                  variant="default"
                  onClick={() => saveHistory(format, runId, epochs, new Date(startedAt ?? 0))}
                  disabled={epochs.length === 0}
                >
                  {t('runs.exportDownload')}
                </Button>
                <UsageCode
                  name={t(`runs.exportFormats.${format}`)}
                  lines={linesOf(format, format === 'csv' ? `run-${runId}.csv` : `run-${runId}-tensorboard.zip`)}
                />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}

/** Has a worker write the network in a format, and offers the file as soon as it is there. */
function ModelButton({ runId, format }: { runId: string; format: ExportFormat }) {
  const t = useTranslations();
  const [asked, setAsked] = useState<ExportStateFragment | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [request, { loading }] = useMutation(ExportRunDocument);
  const client = useApolloClient();
  const waiting = asked !== null && asked.finishedAt === null;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(async () => {
      const variables = { id: asked.id };
      const { data } = await client.query({ query: ExportDocument, variables, fetchPolicy: 'network-only' });
      if (data) setAsked(data.export);
    }, pollMs);
    return () => clearInterval(timer);
  }, [waiting, asked, client]);

  const submit = async () => {
    setFailure(null);
    try {
      const { data } = await request({ variables: { input: { runId, format } } });
      setAsked(data?.exportRun ?? null);
      // It was written before: there is nothing to wait for.
      if (data?.exportRun.downloadPath) window.location.assign(data.exportRun.downloadPath);
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  const problem = failure ?? (asked?.failure && t('page.workerSays', { message: asked.failure }));
  return (
    <>
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
    </>
  );
}
