'use client';

import { Button } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import classes from './CurveChart.module.css';
import { type CurvePlot, openPlot, type Plot } from './openPlot.ts';

export interface CurveChartProps extends CurvePlot {
  /** Says in words what the picture shows. */
  label: string;
  /** Is given the canvas, to save it as a picture. */
  onCanvas?: (canvas: HTMLCanvasElement) => void;
}

/**
 * Curves over epochs. The drawing library loads when the chart comes into view. Dragging zooms, and the zoom stays when
 * epochs arrive; the button and a double click end it. The tooltip stands beside the cursor.
 */
export function CurveChart({ label, onCanvas, ...plotted }: CurveChartProps) {
  const t = useTranslations();
  const { ref: viewRef, inViewport } = useInViewport();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const newest = useRef(plotted);
  newest.current = plotted;
  const [seen, setSeen] = useState(false);
  const [zoomed, setZoomed] = useState(false);
  const shape = plotted.series.map(({ label, color, dash, points }) => [label, color, dash, points]);
  const identity = JSON.stringify([shape, plotted.log, plotted.height]);

  useEffect(() => {
    if (inViewport) setSeen(true);
  }, [inViewport]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other series or another scale are another plot.
  useEffect(() => {
    if (!seen || !host.current) return;
    let ended = false;
    const element = host.current;
    void import('uplot').then(({ default: library }: { default: typeof uPlot }) => {
      if (ended) return;
      plot.current = openPlot(library, element, newest.current, setZoomed);
      onCanvas?.(plot.current.canvas);
    });
    return () => {
      ended = true;
      plot.current?.close();
      plot.current = null;
      setZoomed(false);
    };
  }, [seen, identity]);

  useEffect(() => plot.current?.update(plotted));

  return (
    <div ref={viewRef} className={classes.frame}>
      <div ref={host} role="img" aria-label={label} style={{ minHeight: plotted.height }} />
      {zoomed && (
        <Button size="compact-xs" variant="default" className={classes.reset} onClick={() => plot.current?.resetZoom()}>
          {t('charts.resetZoom')}
        </Button>
      )}
    </div>
  );
}
