'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { Choice } from './Choice.tsx';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import type { SlopesFigureProps, TransferSide } from './given.ts';
import { meanOf } from './means.ts';

const measures = ['start', 'slope', 'asymptote'] as const;
type Measure = (typeof measures)[number];

/** Higher start, higher slope, higher asymptote on a real pair of runs. */
export function SlopesFigure({ pretrained, scratch, earlyEpochs, lateEpochs }: SlopesFigureProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [measure, setMeasure] = useState<Measure>('start');
  const sides = [
    { side: pretrained, color: 'cold' as const, name: t('lessons.pretrained') },
    { side: scratch, color: 'warm' as const, name: t('lessons.scratch') },
  ];
  const epochs = meanOf(pretrained.curves).length;
  const value = {
    start: ({ start }: TransferSide) => formats.percent(start),
    slope: ({ line }: TransferSide) => t('lessons.slopes.pointsAnEpoch', { points: line.slope * 100 }),
    asymptote: ({ asymptote }: TransferSide) => formats.percent(asymptote),
  }[measure];
  return (
    <div className={classes.figure}>
      <Choice
        label={t('lessons.slopes.measure')}
        value={measure}
        options={measures.map((value) => ({ value, label: t(`lessons.slopes.measures.${value}`) }))}
        onChange={setMeasure}
      />
      <Curves
        label={t('lessons.slopes.chart')}
        unit="share"
        range={[0.4, 1]}
        epochs={epochs}
        curves={sides.map(({ side, color, name }) => ({
          name,
          color,
          dashed: color === 'warm',
          values: meanOf(side.curves),
          seeds: side.curves,
        }))}
        marks={
          measure === 'start'
            ? sides.map(({ side }) => ({ epoch: 1, value: side.start, name: formats.percent(side.start) }))
            : []
        }
        lines={
          measure === 'start'
            ? []
            : sides.map(({ side, color }) =>
                measure === 'slope'
                  ? {
                      color,
                      from: [1, side.line.at],
                      to: [earlyEpochs, side.line.at + (earlyEpochs - 1) * side.line.slope],
                    }
                  : { color, from: [epochs - lateEpochs + 1, side.asymptote], to: [epochs, side.asymptote] },
              )
        }
      />
      <p className={classes.says} aria-live="polite">
        {t(`lessons.slopes.says.${measure}`, {
          pretrained: value(pretrained),
          scratch: value(scratch),
          early: earlyEpochs,
          late: lateEpochs,
        })}
      </p>
    </div>
  );
}
