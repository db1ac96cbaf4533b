'use client';

import { useQuery } from '@apollo/client/react';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { PreprocessInput } from '#contracts/backbones';
import { modelBytes, mostBrowserModelBytes } from '#contracts/predictions';
import { TryRunDocument, type TryRunQuery } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { runName } from '../runs/runName.ts';
import { Pictures } from './Pictures.tsx';
import type { PictureSettings } from './workerMessages.ts';

type Run = TryRunQuery['run'];

interface TryPageProps {
  runId: string;
  /** What each backbone's `preprocess_input` does; the page's server knows it, so that no browser loads all layers. */
  preprocessings: Record<string, PreprocessInput>;
}

/** A run's trained network on one's own photographs, or before the camera. */
export function TryPage({ runId, preprocessings }: TryPageProps) {
  const t = useTranslations();
  const result = useQuery(TryRunDocument, { variables: { id: runId } });
  const run = result.data?.run;
  return (
    <Page
      title={t('predictions.title')}
      description={t('predictions.description')}
      crumbs={
        run && [
          { label: run.assignment.course.title, href: `/courses/${run.assignment.course.id}` },
          { label: run.assignment.title, href: `/assignments/${run.assignment.id}` },
          { label: runName(t, run), href: `/runs/${runId}` },
        ]
      }
    >
      <QueryState result={result} rows={8}>
        {({ run }) => {
          if (run.status !== 'SUCCEEDED')
            return <EmptyState title={t('predictions.notYet')}>{t('predictions.notYetText')}</EmptyState>;
          if (!run.hasTrainedModel)
            return <EmptyState title={t('predictions.gone')}>{t('predictions.goneText')}</EmptyState>;
          const bytes = modelBytes(run.totalParams ?? Number.POSITIVE_INFINITY);
          return (
            <Stack gap="lg">
              <Knowledge run={run} />
              <Pictures
                runId={runId}
                settings={settingsOf(run, preprocessings)}
                modelBytes={bytes}
                fitsBrowser={bytes <= mostBrowserModelBytes}
              />
            </Stack>
          );
        }}
      </QueryState>
    </Page>
  );
}

/** What the network was trained on, and that it answers nothing else. */
function Knowledge({ run }: { run: Run }) {
  const t = useTranslations();
  const formats = useFormats();
  const { classNames, trainCount, dataset } = run.datasetVersion;
  return (
    <Section title={t('predictions.knows')}>
      <Text size="sm">
        {t('predictions.trainedOn', {
          backbone: run.backbone,
          images: formats.count(trainCount),
          dataset: dataset.name,
          classes: classNames.length,
        })}
      </Text>
      <Group gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('predictions.classes')}>
        {classNames.map((name) => (
          <Badge key={name} component="li" variant="light" size="lg" tt="none">
            {name}
          </Badge>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {t('predictions.always')}
      </Text>
    </Section>
  );
}

function settingsOf({ backbone, recipe }: Run, preprocessings: TryPageProps['preprocessings']): PictureSettings {
  const { inputSize, interpolation, preprocessing } = recipe as {
    inputSize: number;
    interpolation?: 'nearest' | 'bilinear';
    preprocessing: 'rescale' | 'backbone';
  };
  return {
    inputSize,
    interpolation: interpolation ?? 'nearest',
    preprocess: preprocessing === 'rescale' ? 'rescale' : preprocessings[backbone]!,
  };
}
