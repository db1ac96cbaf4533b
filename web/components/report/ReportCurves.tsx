'use client';

import { useTranslations } from 'next-intl';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { bestEpoch } from '../runs/runMarks.ts';
import classes from './report.module.css';

const width = 360;
const height = 190;
const left = 44;
const right = 8;
const top = 8;
const bottom = 26;

interface ReportCurvesProps {
  title: string;
  epochs: EpochFieldsFragment[];
  columns: [training: 'acc' | 'loss', validation: 'valAcc' | 'valLoss'];
  tick: (value: number) => string;
  axis: { domain: [number, number]; ticks: number[] };
}

/** Training (dashed) and validation (drawn through) as a picture that is sharp on paper, in ink of its own. */
export function ReportCurves({ title, epochs, columns, tick, axis }: ReportCurvesProps) {
  const t = useTranslations();
  const [training, validation] = columns;
  const best = bestEpoch(epochs);
  const last = epochs.at(-1)?.epoch ?? 1;
  const [low, high] = axis.domain;
  const x = (epoch: number) => left + ((width - left - right) * (epoch - 1)) / Math.max(1, last - 1);
  const y = (value: number) => height - bottom - ((height - top - bottom) * (value - low)) / (high - low || 1);
  const path = (column: 'acc' | 'loss' | 'valAcc' | 'valLoss') => {
    let isDown = false;
    return epochs
      .map((epoch) => {
        const value = epoch[column];
        if (value == null || !Number.isFinite(value)) {
          isDown = false;
          return '';
        }
        const command = `${isDown ? 'L' : 'M'}${x(epoch.epoch).toFixed(1)} ${y(value).toFixed(1)}`;
        isDown = true;
        return command;
      })
      .join('');
  };
  return (
    <figure className={classes.figure}>
      <figcaption>
        {title}
        <span className={classes.key}>
          <i className={classes.trainingKey} /> {t('runs.training')}
        </span>
        <span className={classes.key}>
          <i className={classes.validationKey} /> {t('runs.validation')}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('report.picture', { title, epochs: last })}>
        {axis.ticks.map((value) => (
          <g key={value}>
            <line x1={left} x2={width - right} y1={y(value)} y2={y(value)} className={classes.grid} />
            <text x={left - 6} y={y(value)} textAnchor="end" dominantBaseline="middle">
              {tick(value)}
            </text>
          </g>
        ))}
        {epochTicks(last).map((epoch) => (
          <text key={epoch} x={x(epoch)} y={height - bottom + 14} textAnchor="middle">
            {epoch}
          </text>
        ))}
        {best && (
          <>
            <line x1={x(best.epoch)} x2={x(best.epoch)} y1={top} y2={height - bottom} className={classes.best} />
            <text
              x={x(best.epoch) + (best.epoch > last / 2 ? -4 : 4)}
              y={height - bottom - 6}
              textAnchor={best.epoch > last / 2 ? 'end' : 'start'}
            >
              {t('charts.best', { epoch: best.epoch })}
            </text>
          </>
        )}
        <path d={path(training)} className={classes.training} />
        <path d={path(validation)} className={classes.validation} />
      </svg>
    </figure>
  );
}

/** The first and the last epoch, and round ones between them. */
function epochTicks(last: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((step) => last / step <= 6) ?? 5000;
  const round = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step);
  return [...new Set([1, ...round.filter((epoch) => epoch > step / 2 && epoch <= last)])];
}
