'use client';

import { useQuery } from '@apollo/client/react';
import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AnalysedImageDocument, type AnalysedImageFieldsFragment } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import classes from './analyses.module.css';
import { HeatLayer } from './HeatLayer.tsx';
import { ProbabilityBars } from './ProbabilityBars.tsx';
import { useHeatmap } from './useHeatmap.ts';

interface ImageDialogProps {
  opened: boolean;
  runId: string;
  /** The image that is open; null when none is. */
  sha256: string | null;
  classNames: string[];
  mayExplain: boolean;
  onOpen: (sha256: string) => void;
  onClose: () => void;
}

/** One image: what the network answers, where it looks, and the training images that are most like it. */
export function ImageDialog({ opened, runId, sha256, classNames, mayExplain, onOpen, onClose }: ImageDialogProps) {
  const t = useTranslations();
  const result = useQuery(AnalysedImageDocument, {
    variables: { runId, sha256: sha256 ?? '' },
    skip: sha256 === null,
  });
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('analyses.image')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('analyses.closeImage') }}
    >
      <QueryState result={result} rows={6}>
        {({ run }) => {
          const image = run.analysis?.result?.images.nodes[0];
          return image ? (
            <OneImage
              key={image.sha256}
              runId={runId}
              image={image}
              classNames={classNames}
              mayExplain={mayExplain}
              onOpen={onOpen}
            />
          ) : null;
        }}
      </QueryState>
    </Dialog>
  );
}

interface OneImageProps {
  runId: string;
  image: AnalysedImageFieldsFragment;
  classNames: string[];
  mayExplain: boolean;
  onOpen: (sha256: string) => void;
}

function OneImage({ runId, image, classNames, mayExplain, onOpen }: OneImageProps) {
  const t = useTranslations();
  const formats = useFormats();
  const made = image.heatmap;
  const [shownClass, setShownClass] = useState(made?.className ?? '');
  const { heatmap, waiting, problem, ask } = useHeatmap(runId, image.sha256, made);
  return (
    <Stack gap="md">
      <Text>
        {image.predicted === null
          ? t('analyses.trainingImage', { className: image.className })
          : t('analyses.answer', { className: image.className, predicted: image.predicted })}
      </Text>
      <Group align="flex-start" gap="lg">
        <Stack gap="xs" className={classes.large}>
          <div style={{ position: 'relative' }}>
            {/* biome-ignore lint/performance/noImgElement: Next's image service has no session. */}
            <img src={image.url} alt={t('analyses.imageOf', { className: image.className })} />
            {heatmap?.values && shownClass === heatmap.className && <HeatLayer heatmap={heatmap} />}
          </div>
          {(mayExplain || made) && (
            <NativeSelect
              label={t('analyses.heatFor')}
              description={t('analyses.heatText')}
              value={shownClass}
              onChange={({ currentTarget }) => {
                setShownClass(currentTarget.value);
                if (currentTarget.value !== '') ask(currentTarget.value);
              }}
              data={[
                { value: '', label: t('analyses.noHeat') },
                ...(mayExplain ? classNames : [made!.className]).map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
          <Text size="sm" role="status">
            {waiting ? t('analyses.heatWorking') : ''}
          </Text>
          {problem && (
            <Text size="sm" c="red" role="alert">
              {problem}
            </Text>
          )}
        </Stack>
        {image.probabilities.length > 0 && (
          <div style={{ flex: '1 1 14rem' }}>
            <ProbabilityBars classNames={classNames} probabilities={image.probabilities} marked={image.className} />
          </div>
        )}
      </Group>
      <Stack gap="xs">
        <Title order={3}>{t('analyses.neighbours')}</Title>
        <Text size="sm" c="dimmed">
          {t('analyses.neighboursText')}
        </Text>
        <Group gap="sm" align="flex-start">
          {image.neighbours.map((neighbour) => (
            <button
              type="button"
              key={neighbour.sha256}
              className={classes.thumbnail}
              style={{ background: 'none', border: 0, padding: 0, textAlign: 'start', cursor: 'pointer' }}
              onClick={() => onOpen(neighbour.sha256)}
            >
              <span className="visually-hidden">{t('analyses.openNeighbour', { className: neighbour.className })}</span>
              {/* biome-ignore lint/performance/noImgElement: Next's image service has no session; these are small. */}
              <img src={neighbour.url} alt="" width={96} height={96} loading="lazy" className={classes.image} />
              <Text size="xs" aria-hidden="true">
                {t('analyses.similarity', {
                  className: neighbour.className,
                  cosine: formats.twoDecimals(neighbour.cosine),
                })}
              </Text>
            </button>
          ))}
        </Group>
      </Stack>
    </Stack>
  );
}
