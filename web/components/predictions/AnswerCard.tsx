'use client';

import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { HeatLayer } from '../analyses/HeatLayer.tsx';
import { ProbabilityBars } from '../analyses/ProbabilityBars.tsx';
import { useFormats } from '../page/formats.ts';
import classes from './predictions.module.css';
import type { ShownPicture } from './shownPicture.ts';

interface AnswerCardProps {
  picture: ShownPicture;
  inputSize: number;
  /** Asks the site where the network looked. */
  onExplain: () => void;
  onAgain: () => void;
  onRemove: () => void;
}

/** One picture: as it is, as the network sees it, and what the network answers. */
export function AnswerCard({ picture, inputSize, onExplain, onAgain, onRemove }: AnswerCardProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [heatShown, setHeatShown] = useState(true);
  const { name, url, seen, state, probabilities, classNames, ms, heatmap, problem, unreadable } = picture;
  const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : -1;
  return (
    <Group component="article" align="flex-start" gap="lg" aria-label={name}>
      <Stack gap="xs" className={classes.picture}>
        <div style={{ position: 'relative' }}>
          {!unreadable && (
            // biome-ignore lint/performance/noImgElement: it lies in this browser.
            <img src={url} alt={t('predictions.picture', { name })} />
          )}
          {heatmap?.values && heatShown && <HeatLayer heatmap={heatmap} />}
        </div>
        {seen && (
          <Group gap="xs" wrap="nowrap">
            <div className={classes.seen}>
              {/* biome-ignore lint/performance/noImgElement: it lies in this browser. */}
              <img src={seen} alt="" />
            </div>
            <Text size="xs" c="dimmed">
              {t('predictions.seen', { size: inputSize })}
            </Text>
          </Group>
        )}
      </Stack>
      <Stack gap="sm" flex="1 1 16rem" miw={0}>
        <Text role="status" fw={600}>
          {best >= 0
            ? t('predictions.answer', { className: classNames[best]!, share: formats.percent(probabilities![best]!) })
            : state === 'WAITING' && (
                <>
                  <Loader size="xs" /> {t('predictions.waiting')}
                </>
              )}
        </Text>
        {problem && (
          <Alert color="red" title={unreadable ? name : t('predictions.failed')} role="alert">
            <Stack gap="xs" align="flex-start">
              <Text size="sm">{problem}</Text>
              {!unreadable && (
                <Button size="xs" variant="default" onClick={onAgain}>
                  {t('page.retry')}
                </Button>
              )}
            </Stack>
          </Alert>
        )}
        {probabilities && <ProbabilityBars classNames={classNames} probabilities={probabilities} />}
        {ms !== null && (
          <Text size="xs" c="dimmed">
            {t('predictions.took', { ms: Math.round(ms) })}
          </Text>
        )}
        {best >= 0 && state === 'WAITING' && (
          <Text size="sm" role="status">
            <Loader size="xs" /> {t('predictions.explaining')}
          </Text>
        )}
        <Group gap="xs">
          {state === 'ANSWERED' &&
            (heatmap ? (
              <Button size="xs" variant="default" onClick={() => setHeatShown(!heatShown)}>
                {t(heatShown ? 'predictions.hideHeat' : 'predictions.showHeat')}
              </Button>
            ) : (
              <Button size="xs" variant="default" onClick={onExplain}>
                {t('predictions.explain')}
              </Button>
            ))}
          <Button size="xs" variant="subtle" color="gray" onClick={onRemove}>
            {t('predictions.remove')}
          </Button>
        </Group>
        {heatmap?.values && heatShown && (
          <Text size="xs" c="dimmed">
            {t('analyses.heatText')}
          </Text>
        )}
        {state === 'ANSWERED' && !heatmap && (
          <Text size="xs" c="dimmed">
            {t('predictions.explainText', { size: inputSize })}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
