'use client';

import { Button, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useSeen } from '../page/useSeen.ts';
import classes from './CurveChart.module.css';
import type { CurvePlot } from './curvePlot.ts';
import type { Plot } from './openPlot.ts';

export interface CurveChartProps extends CurvePlot {
  /** Says in words what the picture shows. */
  label: string;
  /** Is given the canvas, to save it as a picture. */
  onCanvas?: (canvas: HTMLCanvasElement) => void;
  /** The curve that stands out from the others; null: none. */
  highlighted?: number | null;
  /** Is told which curve the pointer is on. */
  onHighlight?: (index: number | null) => void;
}

/**
 * Curves over epochs. The drawing library loads when the chart comes into view. Dragging zooms, and the zoom stays when
 * epochs arrive; the button and a double click end it. The tooltip stands beside the cursor.
 */
export function CurveChart({ label, onCanvas, highlighted, onHighlight, ...plotted }: CurveChartProps) {
  const t = useTranslations();
  const [frame, seen] = useSeen<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const newest = useRef(plotted);
  newest.current = plotted;
  const tellHighlight = useRef(onHighlight);
  tellHighlight.current = onHighlight;
  const [zoomed, setZoomed] = useState(false);
  const [missing, setMissing] = useState(false);
  const shape = plotted.series.map(({ label, color, dash, points, spread }) => [label, color, dash, points, !!spread]);
  const identity = JSON.stringify([shape, plotted.log, plotted.height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other series or another scale are another plot.
  useEffect(() => {
    if (!seen || !host.current) return;
    let ended = false;
    const element = host.current;
    void import('./openPlot.ts').then(
      ({ openPlot }) => {
        if (ended) return;
        plot.current = openPlot(element, newest.current, {
          onZoom: setZoomed,
          onHighlight: (index) => tellHighlight.current?.(index),
        });
        onCanvas?.(plot.current.canvas);
      },
      // The site was away just then, or has been renewed: its code has another name now.
      () => setMissing(true),
    );
    return () => {
      ended = true;
      plot.current?.close();
      plot.current = null;
      setZoomed(false);
    };
  }, [seen, identity]);

  // Each chart of a page is drawn in a task of its own: the browser answers its reader between them.
  useEffect(() => {
    const timer = setTimeout(() => plot.current?.update(plotted));
    return () => clearTimeout(timer);
  });

  useEffect(() => {
    if (highlighted !== undefined) plot.current?.highlight(highlighted);
  }, [highlighted]);

  return (
    <div ref={frame} className={classes.frame}>
      <div ref={host} role="img" aria-label={label} style={{ minHeight: plotted.height }} />
      {missing && (
        <Text size="sm" role="status" pos="absolute" inset={0} p="md">
          {t('charts.missing')}{' '}
          <Button size="compact-xs" variant="default" onClick={() => window.location.reload()}>
            {t('charts.reload')}
          </Button>
        </Text>
      )}
      {zoomed && (
        <Button size="compact-xs" variant="default" className={classes.reset} onClick={() => plot.current?.resetZoom()}>
          {t('charts.resetZoom')}
        </Button>
      )}
    </div>
  );
}
