'use client';

import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Block } from '#contracts/blocks';
import { useFormats } from '../page/formats.ts';
import classes from './NetworkDrawing.module.css';

interface NetworkDrawingProps {
  blocks: readonly Block[];
  /** How many blocks, from the images on, are frozen. */
  frozen: number;
  /** Moves the cut. `goesOn` says that the same drag has moved it before. */
  onFrozen: (frozen: number, goesOn: boolean) => void;
  /** Whether the cut lies inside the next block, which is frozen in part. */
  inside?: boolean;
  /** Whether the cut cannot be moved. */
  fixed?: boolean;
  /** What the drawing is of, where a page has several. */
  label?: string;
}

/**
 * A network from the images to the head. A block is as wide as it has layers and as high as it has parameters (the
 * square root of both); frozen ones are cold, trained ones warm. The cut is dragged by mouse or finger and moved by the
 * arrow keys, from the end of one block to the next.
 */
export function NetworkDrawing({
  blocks,
  frozen,
  onFrozen,
  inside = false,
  fixed = false,
  label,
}: NetworkDrawingProps) {
  const t = useTranslations();
  const formats = useFormats();
  const drawing = useRef<HTMLDivElement>(null);
  const most = Math.max(...blocks.map(({ params }) => params), 1);
  // As Keras counts them: what is not trained is frozen, or a moving average.
  const trained = blocks.slice(frozen).reduce((sum, { trainable }) => sum + trainable, 0);
  const total = blocks.reduce((sum, { params }) => sum + params, 0);
  /** Whether the drag that goes on has moved the cut. */
  const hasMoved = useRef(false);
  const moveTo = (place: number, goesOn = false) => {
    const next = Math.max(0, Math.min(blocks.length, place));
    if (fixed || (next === frozen && !inside)) return;
    onFrozen(next, goesOn && hasMoved.current);
    hasMoved.current = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowUp: 1,
      // Inside a block, the end of the one before it is the first step back.
      ArrowLeft: inside ? 0 : -1,
      ArrowDown: inside ? 0 : -1,
      PageUp: 5,
      PageDown: -5,
      Home: -blocks.length,
      End: blocks.length,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    moveTo(frozen + by);
  };
  const moveToPointer = (event: PointerEvent) => {
    const drawn = [...(drawing.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
    moveTo(
      nearestEdge(
        drawn.map((block) => block.getBoundingClientRect()),
        event.clientX,
      ),
      true,
    );
  };
  const cut =
    frozen === blocks.length
      ? t('networks.cutAtEnd')
      : frozen === 0 && !inside
        ? t('networks.cutAtStart')
        : inside
          ? t('networks.cutInside', { block: blocks[frozen]!.name })
          : t('networks.cutBefore', { layer: blocks[frozen]!.firstLayer });
  return (
    <div>
      <div
        ref={drawing}
        className={classes.network}
        role="slider"
        tabIndex={0}
        aria-label={label ?? t('networks.drawing')}
        aria-valuemin={0}
        aria-valuemax={blocks.length}
        aria-valuenow={frozen}
        aria-valuetext={cut}
        aria-disabled={fixed}
        data-fixed={fixed || undefined}
        data-crowded={blocks.length > 40 || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (fixed || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          hasMoved.current = false;
          moveToPointer(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && moveToPointer(event)}
      >
        {blocks.map((block, index) => (
          <div
            key={block.name}
            className={classes.block}
            data-block
            data-frozen={index < frozen || undefined}
            data-half={(inside && index === frozen) || undefined}
            data-cut={(index === frozen && !inside && !(fixed && index === 0)) || undefined}
            style={{
              flexGrow: Math.sqrt(block.layers),
              height: `${Math.round(12 + 88 * Math.sqrt(block.params / most))}%`,
            }}
            title={t('networks.block', { name: block.name, layers: block.layers, params: block.params })}
          />
        ))}
        <div className={classes.head} data-cut={frozen === blocks.length || undefined} title={t('networks.head')} />
      </div>
      <Group justify="space-between" gap="xs" mt={4}>
        <Text size="xs" c="dimmed">
          {!inside && t('networks.counts', { frozen: formats.count(total - trained), trained: formats.count(trained) })}
        </Text>
        <Text size="xs" c="dimmed" data-testid="cut">
          {cut}
        </Text>
      </Group>
    </div>
  );
}

/** How many blocks lie before the edge of a block that is nearest to a place on the screen. */
function nearestEdge(drawn: readonly DOMRect[], x: number): number {
  const edges = [...drawn.map(({ left }) => left), drawn.at(-1)?.right ?? 0];
  const [nearest] = [...edges.entries()].sort(([, a], [, b]) => Math.abs(a - x) - Math.abs(b - x));
  return nearest?.[0] ?? 0;
}
