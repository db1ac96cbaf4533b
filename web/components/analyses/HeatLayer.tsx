'use client';

import { useEffect, useRef } from 'react';
import type { HeatmapFieldsFragment } from '../../graphql/generated/graphql.ts';
import classes from './analyses.module.css';

/** Heat over an image: from blue (none) over yellow to red (most), smoothed by the browser as it is enlarged. */
export function HeatLayer({ heatmap: { rows, columns, values } }: { heatmap: HeatmapFieldsFragment }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !rows || !columns || !values) return;
    const pixels = context.createImageData(columns, rows);
    for (const [index, value] of values.entries()) pixels.data.set(heatColor(value), 4 * index);
    context.putImageData(pixels, 0, 0);
  }, [rows, columns, values]);
  return (
    <div className={classes.heat} aria-hidden="true">
      <canvas ref={canvas} width={columns ?? 1} height={rows ?? 1} style={{ width: '100%', height: '100%' }} />
    </div>
  );
}

/** A value in [0, 1] as red, green, blue and opacity, each up to 255. */
function heatColor(value: number): [number, number, number, number] {
  const ramp = (centre: number) => Math.round(255 * Math.max(0, Math.min(1, 1.5 - Math.abs(4 * value - centre))));
  return [ramp(3), ramp(2), ramp(1), 255];
}
