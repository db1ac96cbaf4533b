'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useState } from 'react';
import { useFormats } from '../page/formats.ts';
import classes from './Curves.module.css';

interface Curve {
  name: string;
  /**
   * `cold`: what is pretrained, or validation. `warm`: what learns from nothing, or training. Neither beside a network
   * whose blocks are blue where they are frozen and orange where they are trained.
   */
  color: 'cold' | 'warm' | 'third' | 'fourth' | 'plain';
  dashed?: boolean;
  /** Validation curves are drawn through, training curves thin. */
  thin?: boolean;
  /** One value an epoch. */
  values: readonly number[];
  /** The same of each seed, behind the mean. */
  seeds?: readonly (readonly number[])[];
}

export interface CurvesProps {
  /** Says in words what the picture shows. */
  label: string;
  curves: readonly Curve[];
  /** The least and the most value of the axis. */
  range: readonly [number, number];
  unit: 'share' | 'loss';
  /** The last epoch of the axis. */
  epochs: number;
  /** Epochs with a name, e.g. of a stage. */
  bands?: readonly { from: number; to: number; name: string }[];
  /** Places with a name. */
  marks?: readonly { epoch: number; value: number; name: string }[];
  /** Straight lines, e.g. a slope. */
  lines?: readonly { from: [number, number]; to: [number, number]; color: Curve['color'] }[];
}

/**
 * Curves over epochs as SVG, which the server draws: no library loads, and without JavaScript they are there, too. The
 * legend tells the values of the epoch under the pointer, and the table below all of them.
 */
export function Curves({ label, curves, range, unit, epochs, bands = [], marks = [], lines = [] }: CurvesProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [at, setAt] = useState<number | null>(null);
  const read = unit === 'share' ? formats.percent : formats.value;
  const tick = unit === 'share' ? formats.shareTick : formats.tick;
  const across = (epoch: number) => (100 * (epoch - 1)) / Math.max(1, epochs - 1);
  const up = (value: number) => 100 - (100 * (clamp(value, range) - range[0])) / (range[1] - range[0]);
  const path = (values: readonly number[]) =>
    values.map((value, index) => `${index === 0 ? 'M' : 'L'}${round(across(index + 1))} ${round(up(value))}`).join('');
  const ticks = [0, 1, 2, 3, 4].map((step) => range[0] + ((range[1] - range[0]) * step) / 4);
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.min(epochs, Math.max(1, Math.round(1 + ((clientX - left) / width) * (epochs - 1)))));
  };
  return (
    <div className={classes.figure}>
      <ul className={classes.legend}>
        {curves.map(({ name, color, dashed, thin, values }) => {
          const shown = values[(at ?? values.length) - 1] ?? values.at(-1);
          return (
            <li key={name}>
              <svg width="22" height="8" aria-hidden="true">
                <line x1="1" x2="21" y1="4" y2="4" className={classes[color]} {...lineStyle(dashed, thin)} />
              </svg>
              {name} <strong>{shown === undefined ? '–' : read(shown)}</strong>
            </li>
          );
        })}
        <li className={classes.epoch}>{at === null ? t('lessons.lastEpoch') : t('lessons.epoch', { epoch: at })}</li>
      </ul>
      <div className={classes.frame}>
        <div className={classes.ticks} aria-hidden="true">
          {ticks.map((value) => (
            <span key={value} style={{ top: `${up(value)}%` }}>
              {tick(value)}
            </span>
          ))}
        </div>
        <div
          className={classes.plot}
          role="img"
          aria-label={label}
          onPointerMove={point}
          onPointerLeave={() => setAt(null)}
        >
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {bands.map(({ from, to, name }, index) => (
              <rect
                key={name}
                x={across(from)}
                width={Math.max(0, across(to) - across(from))}
                y="0"
                height="100"
                className={index % 2 === 0 ? classes.band : classes.otherBand}
              />
            ))}
            {ticks.map((value) => (
              <line key={value} x1="0" x2="100" y1={up(value)} y2={up(value)} className={classes.grid} />
            ))}
            {curves.flatMap(({ name, color, seeds = [] }) =>
              seeds.map((values, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a seed has no other name here.
                <path key={`${name} ${index}`} d={path(values)} className={`${classes[color]} ${classes.seed}`} />
              )),
            )}
            {curves.map(({ name, color, dashed, thin, values }) => (
              <path key={name} d={path(values)} className={classes[color]} {...lineStyle(dashed, thin)} />
            ))}
            {lines.map(({ from, to, color }) => (
              <line
                key={`${from} ${to}`}
                x1={across(from[0])}
                y1={up(from[1])}
                x2={across(to[0])}
                y2={up(to[1])}
                className={`${classes[color]} ${classes.slope}`}
              />
            ))}
            {at !== null && <line x1={across(at)} x2={across(at)} y1="0" y2="100" className={classes.cursor} />}
          </svg>
          {bands.map(({ from, to, name }) => (
            <span
              key={name}
              className={classes.bandName}
              style={{ left: `${across(from)}%`, maxWidth: `${across(to) - across(from)}%` }}
            >
              {name}
            </span>
          ))}
          {marks.map(({ epoch, value, name }) => (
            <span
              key={name}
              className={classes.mark}
              data-right={across(epoch) > 60 || undefined}
              style={{ left: `${across(epoch)}%`, top: `${up(value)}%` }}
            >
              <span>{name}</span>
            </span>
          ))}
        </div>
        <div className={classes.axis} aria-hidden="true">
          <span>1</span>
          <span>{t('lessons.epochs')}</span>
          <span>{epochs}</span>
        </div>
      </div>
      <details className={classes.numbers}>
        <summary>{t('lessons.numbers')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section className={classes.table} tabIndex={0} aria-label={label}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('lessons.epochColumn')}</th>
                {curves.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: epochs }, (_, index) => index + 1).map((epoch) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  {curves.map(({ name, values }) => {
                    const value = values[epoch - 1];
                    return <td key={name}>{value === undefined ? '–' : read(value)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  );
}

function lineStyle(dashed?: boolean, thin?: boolean) {
  return { strokeWidth: thin ? 1.25 : 2.5, ...(dashed && { strokeDasharray: '6 4' }) };
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
