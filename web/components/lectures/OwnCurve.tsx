'use client';

import { useTranslations } from 'next-intl';
import type { LectureRunFieldsFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import classes from './lectures.module.css';

const width = 360;
const height = 200;
const [left, right, top, bottom] = [44, 350, 10, 172];

/** The guest's own curve, and their earlier ones in grey. A picture of a few lines needs no library. */
export function OwnCurve({
  run,
  earlier,
  epochs,
}: {
  run: LectureRunFieldsFragment;
  earlier: readonly LectureRunFieldsFragment[];
  epochs: number;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const values = [run, ...earlier].flatMap(({ curve }) => curve.filter((value) => value !== null));
  const low = Math.max(0, Math.floor(Math.min(...values) * 10) / 10);
  const xOf = (epoch: number) => left + ((epoch - 1) / Math.max(1, epochs - 1)) * (right - left);
  const yOf = (value: number) => bottom - ((value - low) / Math.max(0.1, 1 - low)) * (bottom - top);
  const pathOf = (curve: readonly (number | null)[]) =>
    curve.flatMap((value, index) => (value === null ? [] : `${xOf(index + 1)},${yOf(value)}`)).join(' ');
  const last = run.curve.at(-1) ?? null;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={classes.curve}
      role="img"
      aria-label={t('lectures.phone.curveLabel', {
        first: formats.percentOrDash(run.curve[0]),
        last: formats.percentOrDash(last),
        epoch: run.curve.length,
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
      {earlier.map(({ id, curve }) => (
        <polyline key={id} points={pathOf(curve)} fill="none" stroke="var(--mantine-color-gray-5)" strokeWidth={1.5} />
      ))}
      <polyline
        points={pathOf(run.curve)}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={3}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last !== null && (
        <circle cx={xOf(run.curve.length)} cy={yOf(last)} r={4.5} fill="var(--mantine-primary-color-filled)" />
      )}
    </svg>
  );
}
