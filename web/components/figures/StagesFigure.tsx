'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { BlockStrip } from './BlockStrip.tsx';
import { Choice } from './Choice.tsx';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import { type StagesFigureProps, type Way, ways } from './given.ts';

/** Transfer learning and fine-tuning of the same network on the same images, stage by stage. */
export function StagesFigure({ runs, shares }: StagesFigureProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [way, setWay] = useState<Way>('transfer');
  const { acc, valAcc, stages } = runs[way];
  const ends = stages.map((_, index) => stages.slice(0, index + 1).reduce((sum, { epochs }) => sum + epochs, 0));
  return (
    <div className={classes.figure}>
      <Choice
        label={t('lessons.stages.way')}
        value={way}
        options={ways.map((value) => ({ value, label: t(`lessons.stages.ways.${value}`) }))}
        onChange={setWay}
      />
      <div className={classes.controls}>
        {stages.map(({ frozen, trainable }, index) => (
          <div key={`${frozen} ${trainable}`}>
            <BlockStrip shares={shares} frozen={frozen} />
            <p className={classes.says}>
              {t('lessons.stages.stage', { number: index + 1, frozen, blocks: shares.length, trained: trainable })}
            </p>
          </div>
        ))}
      </div>
      <Curves
        label={t('lessons.stages.chart', { way: t(`lessons.stages.ways.${way}`) })}
        unit="share"
        range={[0.4, 1]}
        epochs={valAcc.length}
        bands={
          stages.length < 2
            ? []
            : ends.map((end, index) => ({
                from: index === 0 ? 1 : ends[index - 1]! + 0.5,
                to: index === ends.length - 1 ? end : end + 0.5,
                name: t('lessons.stages.band', { number: index + 1 }),
              }))
        }
        curves={[
          { name: t('lessons.validation'), color: 'third', values: valAcc },
          { name: t('lessons.training'), color: 'plain', thin: true, values: acc },
        ]}
      />
      <p className={classes.says} aria-live="polite">
        {t(`lessons.stages.says.${way}`, { end: formats.percent(valAcc.at(-1)!) })}
      </p>
    </div>
  );
}
