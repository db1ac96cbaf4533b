'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Bars } from './Bars.tsx';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import type { PretrainingFigureProps } from './given.ts';
import { Slider } from './Slider.tsx';

/** What knowing photographs already is worth, by the number of images that one has. */
export function PretrainingFigure({ sizes }: PretrainingFigureProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState(2);
  const { images, pretrained, scratch } = sizes[chosen]!;
  return (
    <div className={classes.figure}>
      <Slider
        label={t('lessons.pretraining.images')}
        text={t('lessons.images', { images })}
        value={chosen}
        max={sizes.length - 1}
        onChange={setChosen}
      />
      <Curves
        label={t('lessons.pretraining.chart', { images })}
        unit="share"
        range={[0.4, 1]}
        epochs={pretrained.length}
        curves={[
          { name: t('lessons.pretrained'), color: 'cold', values: pretrained },
          { name: t('lessons.scratch'), color: 'warm', dashed: true, values: scratch },
        ]}
      />
      <div className={classes.controls}>
        {(
          [
            ['pretrained', t('lessons.pretrained')],
            ['scratch', t('lessons.scratch')],
          ] as const
        ).map(([kind, name]) => (
          <div key={kind}>
            <p className={classes.says}>
              <strong>{name}</strong>
            </p>
            <Bars
              label={name}
              bars={sizes.map((size, index) => ({
                name: t('lessons.images', { images: size.images }),
                share: size[kind].at(-1)!,
                chosen: index === chosen,
                ...(kind === 'scratch' && { color: 'warm' as const }),
              }))}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
