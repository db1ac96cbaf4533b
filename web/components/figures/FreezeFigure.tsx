'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Bars } from './Bars.tsx';
import { BlockStrip } from './BlockStrip.tsx';
import { useCutText } from './cuts.ts';
import classes from './figures.module.css';
import type { FreezeFigureProps, FreezeResults } from './given.ts';
import { mean } from './means.ts';
import { Slider } from './Slider.tsx';

/** Where the cut should be: what runs gave on images like those of the pretraining, and on others. */
export function FreezeFigure({ cuts, shares, near, far }: FreezeFigureProps) {
  const t = useTranslations();
  const cutText = useCutText();
  const [chosen, setChosen] = useState(cuts.length - 1);
  const cut = cuts[chosen]!;
  const barsOf = ({ pretrained, scratch }: FreezeResults) => [
    ...cuts.map((one, index) => ({
      name: cutText(one),
      share: mean(pretrained[index]!),
      chosen: index === chosen,
      color: 'third' as const,
    })),
    { name: t('lessons.scratch'), share: mean(scratch), color: 'plain' as const },
  ];
  return (
    <div className={classes.figure}>
      <div>
        <BlockStrip shares={shares} frozen={cut.frozen} />
        <Slider
          label={t('lessons.frozen')}
          text={cutText(cut)}
          value={chosen}
          max={cuts.length - 1}
          onChange={setChosen}
        />
      </div>
      <p className={classes.says} aria-live="polite">
        {t('lessons.freeze.says', {
          freeze: cut.freeze,
          trained: cut.trainable,
          near: mean(near.pretrained[chosen]!),
          far: mean(far.pretrained[chosen]!),
        })}
      </p>
      <div className={classes.controls}>
        <div>
          <p className={classes.says}>
            <strong>{t('lessons.freeze.near')}</strong>
          </p>
          <Bars label={t('lessons.freeze.near')} bars={barsOf(near)} />
        </div>
        <div>
          <p className={classes.says}>
            <strong>{t('lessons.freeze.far')}</strong>
          </p>
          <Bars label={t('lessons.freeze.far')} bars={barsOf(far)} />
        </div>
      </div>
      <p className={classes.note}>{t('lessons.freeze.note')}</p>
    </div>
  );
}
