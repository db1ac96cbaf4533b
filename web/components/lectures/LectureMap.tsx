'use client';

import { useQuery } from '@apollo/client/react';
import { Group, Paper, SegmentedControl, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProjectedMapDocument, type ProjectedMapQuery } from '../../graphql/generated/graphql.ts';
import { classColor } from '../page/classColor.ts';
import { QueryState } from '../page/QueryState.tsx';
import classes from './lectures.module.css';

const width = 1200;
const height = 420;
const margin = 24;
const everyMs = 3000;

/** The validation images as a network sees them; what the room finds hard grows. */
export function LectureMap({ id, networks }: { id: string; networks: readonly string[] }) {
  const t = useTranslations();
  const [network, setNetwork] = useState(networks[0]!);
  const result = useQuery(ProjectedMapDocument, {
    variables: { id, network },
    pollInterval: everyMs,
    fetchPolicy: 'no-cache',
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('lectures.map')} className={classes.panel}>
      <Group justify="space-between" gap="sm">
        <Title order={2} className={classes.large}>
          {t('lectures.map')}
        </Title>
        {networks.length > 1 && (
          <SegmentedControl
            size="md"
            aria-label={t('lectures.field.network')}
            value={network}
            onChange={setNetwork}
            data={[...networks]}
          />
        )}
      </Group>
      <Text className={classes.large}>{t('lectures.mapText')}</Text>
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={6}>
        {({ lecture: { map, isMapComing } }) =>
          map ? (
            <Points map={map} network={network} />
          ) : (
            <Text fz={20}>{isMapComing ? t('lectures.mapNotYet') : t('lectures.mapNone')}</Text>
          )
        }
      </QueryState>
    </Paper>
  );
}

type Drawn = NonNullable<ProjectedMapQuery['lecture']['map']>;

function Points({ map, network }: { map: Drawn; network: string }) {
  const t = useTranslations();
  const { classNames, images, x, y, labels, rightShare, runs } = map;
  const [left, right, low, high] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const across = (width - 2 * margin) / (right - left || 1);
  const up = (height - 2 * margin) / (high - low || 1);
  const hard = rightShare.filter((share) => share !== null && share < 0.5).length;
  return (
    <div className={classes.mapFrame}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={classes.map}
        role="img"
        aria-label={t('lectures.mapLabel', { count: images.length, network, hard })}
      >
        {images.map((sha256, index) => {
          const share = rightShare[index] ?? 1;
          const color = classColor(labels[index]!, classNames.length);
          return (
            <circle
              key={sha256}
              className={classes.point}
              cx={margin + (x[index]! - left) * across}
              cy={height - margin - (y[index]! - low) * up}
              r={6 + 14 * (1 - share)}
              fill={color}
              fillOpacity={0.65}
              stroke={color}
              strokeWidth={2}
            />
          );
        })}
      </svg>
      <Group gap="lg">
        {classNames.map((name, index) => (
          <Text key={name} className={classes.large}>
            <span className={classes.swatch} style={{ background: classColor(index, classNames.length) }} />
            {name}
          </Text>
        ))}
        <Text c="dimmed" className={classes.large}>
          {t('lectures.mapRuns', { count: runs })}
        </Text>
      </Group>
    </div>
  );
}
