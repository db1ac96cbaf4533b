'use client';

import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import type { Block } from '#contracts/blocks';
import { useFormats } from '../page/formats.ts';
import classes from './NetworkDrawing.module.css';

interface NetworkDrawingProps {
  blocks: readonly Block[];
  /** How many blocks, from the images on, are frozen. */
  frozen: number;
  /** Moves the cut. */
  onFrozen: (frozen: number) => void;
}

/**
 * A network from the images to the head. A block is as high as its share of the parameters, frozen ones are cold,
 * trained ones warm. The cut moves by mouse and by the arrow keys, from the end of one block to the next.
 */
export function NetworkDrawing({ blocks, frozen, onFrozen }: NetworkDrawingProps) {
  const t = useTranslations();
  const formats = useFormats();
  const most = Math.max(...blocks.map(({ params }) => params), 1);
  const frozenParams = blocks.slice(0, frozen).reduce((sum, { params }) => sum + params, 0);
  const trainedParams = blocks.slice(frozen).reduce((sum, { params }) => sum + params, 0);
  const move = (by: number) => onFrozen(Math.max(0, Math.min(blocks.length, frozen + by)));
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 5,
      PageDown: -5,
      Home: -blocks.length,
      End: blocks.length,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  const cut =
    frozen === blocks.length ? t('networks.cutAtEnd') : t('networks.cutBefore', { layer: blocks[frozen]!.firstLayer });
  return (
    <div>
      <div
        className={classes.network}
        role="slider"
        tabIndex={0}
        aria-label={t('networks.drawing')}
        aria-valuemin={0}
        aria-valuemax={blocks.length}
        aria-valuenow={frozen}
        aria-valuetext={cut}
        onKeyDown={onKeyDown}
      >
        {blocks.map((block, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the slider around it has the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the slider around it has the keys.
          <div
            key={block.name}
            className={classes.block}
            data-frozen={index < frozen || undefined}
            data-cut={(index === frozen && index > 0) || undefined}
            style={{ height: `${Math.round(12 + 88 * Math.sqrt(block.params / most))}%` }}
            title={t('networks.block', { name: block.name, layers: block.layers, params: block.params })}
            onClick={() => onFrozen(index < frozen ? index : index + 1)}
          />
        ))}
        <div className={classes.head} title={t('networks.head')} />
      </div>
      <Group justify="space-between" gap="xs" mt={4}>
        <Text size="xs" c="dimmed">
          {t('networks.counts', { frozen: formats.count(frozenParams), trained: formats.count(trainedParams) })}
        </Text>
        <Text size="xs" c="dimmed" data-testid="cut">
          {cut}
        </Text>
      </Group>
    </div>
  );
}
