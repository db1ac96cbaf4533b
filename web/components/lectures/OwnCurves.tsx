'use client';

import { useTranslations } from 'next-intl';
import type { LectureRunFieldsFragment } from '../../graphql/generated/graphql.ts';
import { classColor } from '../page/classColor.ts';
import { useFormats } from '../page/formats.ts';
import classes from './lectures.module.css';

const width = 360;
const height = 200;
const [left, right, top, bottom] = [44, 350, 10, 172];

const colors = 8;

/** The colour of a phone's run, counted from its first: a later run changes no earlier colour. */
export function curveColor(index: number): string {
  return classColor(index % colors, colors);
}

interface OwnCurve {
  run: LectureRunFieldsFragment;
  color: string;
}

/** The guest's own curves, the newest one thick. A picture of a few lines needs no library. */
export function OwnCurves({ curves, epochs }: { curves: readonly OwnCurve[]; epochs: number }) {
  const t = useTranslations();
  const formats = useFormats();
  const values = curves.flatMap(({ run }) => run.curve.filter((value) => value !== null));
  const low = Math.max(0, Math.floor(Math.min(...values) * 10) / 10);
  const xOf = (epoch: number) => left + ((epoch - 1) / Math.max(1, epochs - 1)) * (right - left);
  const yOf = (value: number) => bottom - ((value - low) / Math.max(0.1, 1 - low)) * (bottom - top);
  const pathOf = (curve: readonly (number | null)[]) =>
    curve.flatMap((value, index) => (value === null ? [] : `${xOf(index + 1)},${yOf(value)}`)).join(' ');
  const newest = curves.at(-1)!.run.curve;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={classes.curve}
      role="img"
      aria-label={t('lectures.phone.curveLabel', {
        count: curves.length,
        first: formats.percentOrDash(newest[0]),
        last: formats.percentOrDash(newest.at(-1)),
        epoch: newest.length,
      })}
    >
      {[low, (low + 1) / 2, 1].map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={yOf(value)} y2={yOf(value)} stroke="var(--mantine-color-default-border)" />
          <text
            x={left - 6}
            y={yOf(value)}
            textAnchor="end"
            dominantBaseline="middle"
            fontSize={13}
            fill="currentColor"
          >
            {formats.wholePercent(value)}
          </text>
        </g>
      ))}
      {[1, epochs].map((epoch) => (
        <text key={epoch} x={xOf(epoch)} y={height - 8} textAnchor="middle" fontSize={13} fill="currentColor">
          {epoch}
        </text>
      ))}
      {curves.map(({ run: { id, curve }, color }, index) => {
        const isNewest = index === curves.length - 1;
        const last = curve.at(-1) ?? null;
        return (
          <g key={id}>
            <polyline
              points={pathOf(curve)}
              fill="none"
              stroke={color}
              strokeWidth={isNewest ? 3 : 1.5}
              strokeLinejoin="round"
              strokeLinecap="round"
            />
            {last !== null && <circle cx={xOf(curve.length)} cy={yOf(last)} r={isNewest ? 4.5 : 3} fill={color} />}
          </g>
        );
      })}
    </svg>
  );
}
