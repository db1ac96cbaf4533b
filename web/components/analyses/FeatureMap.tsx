'use client';

import { useQuery } from '@apollo/client/react';
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  FeatureMapDocument,
  type FeatureMapKind,
  type FeatureMapQuery,
  type FeatureMoment,
} from '../../graphql/generated/graphql.ts';
import { classColor } from '../page/classColor.ts';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import classes from './analyses.module.css';
import { nearestOfClass } from './nearestOfClass.ts';

const width = 640;
const height = 420;
const margin = 12;

/** What the backbone makes of the images, before training and after it: a point an image, coloured by class. */
export function FeatureMap({
  runId,
  classNames,
  isFrozen,
  onOpen,
}: {
  runId: string;
  classNames: string[];
  /** Whether training left the whole backbone as it was: both maps are the same then. */
  isFrozen: boolean;
  onOpen: (sha256: string) => void;
}) {
  const t = useTranslations();
  const [kind, setKind] = useState<FeatureMapKind>('PCA');
  const [moment, setMoment] = useState<FeatureMoment>('AFTER');
  const result = useQuery(FeatureMapDocument, { variables: { runId, kind, moment } });
  return (
    <Section title={t('analyses.map')} description={t('analyses.mapText')}>
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('analyses.mapKind')}
          value={kind}
          onChange={(value) => setKind(value as FeatureMapKind)}
          data={[
            { value: 'PCA', label: t('analyses.pca') },
            { value: 'UMAP', label: t('analyses.umap') },
          ]}
        />
        {!isFrozen && (
          <SegmentedControl
            aria-label={t('analyses.mapMoment')}
            value={moment}
            onChange={(value) => setMoment(value as FeatureMoment)}
            data={[
              { value: 'BEFORE', label: t('analyses.before') },
              { value: 'AFTER', label: t('analyses.after') },
            ]}
          />
        )}
      </Group>
      {isFrozen && <Text size="sm">{t('analyses.mapFrozen')}</Text>}
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={8}>
        {({ run }) => {
          const map = run.analysis?.result?.map;
          return map ? <Points map={map} classNames={classNames} onOpen={onOpen} /> : null;
        }}
      </QueryState>
    </Section>
  );
}

type Map = NonNullable<NonNullable<FeatureMapQuery['run']['analysis']>['result']>['map'];

function Points({ map, classNames, onOpen }: { map: Map; classNames: string[]; onOpen: (sha256: string) => void }) {
  const t = useTranslations();
  const formats = useFormats();
  const place = scaleOf(map);
  const alike = nearestOfClass(map);
  return (
    <Stack gap="xs">
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.map} role="img" aria-label={t('analyses.mapLabel')}>
        {map.images.map((sha256, index) => {
          const { x, y } = place(index);
          const label = map.labels[index]!;
          const color = classColor(label, classNames.length);
          const validation = map.splits[index] === 'VALIDATION';
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the lists of images open the same ones by keyboard.
            <circle
              key={`${sha256}-${map.splits[index]}`}
              cx={x}
              cy={y}
              r={validation ? 5 : 3}
              data-validation={validation || undefined}
              fill={validation ? color : 'none'}
              stroke={color}
              strokeWidth={1.5}
              onClick={() => onOpen(sha256)}
            >
              <title>{classNames[label]}</title>
            </circle>
          );
        })}
      </svg>
      <Group gap="md">
        {classNames.map((name, index) => (
          <Group key={name} gap={6}>
            <span className={classes.swatch} style={{ background: classColor(index, classNames.length) }} />
            <Text size="sm">{name}</Text>
          </Group>
        ))}
      </Group>
      {alike !== null && (
        <Text size="sm" role="status" data-testid="map-reading">
          {t('analyses.mapReading', { share: formats.percent(alike.share), chance: formats.percent(alike.chance) })}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('analyses.mapLegend')}
      </Text>
    </Stack>
  );
}

function scaleOf({ x, y }: Map): (index: number) => { x: number; y: number } {
  const [left, right, low, high] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const across = (width - 2 * margin) / (right - left || 1);
  const up = (height - 2 * margin) / (high - low || 1);
  return (index) => ({ x: margin + (x[index]! - left) * across, y: height - margin - (y[index]! - low) * up });
}
