'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { BlockStrip } from './BlockStrip.tsx';
import { Curves } from './Curves.tsx';
import { useCutText } from './cuts.ts';
import classes from './figures.module.css';
import type { FrontFigureProps } from './given.ts';
import { meanOf } from './means.ts';
import { Slider } from './Slider.tsx';

/** A pretrained network and one that begins with nothing, on the same photographs; the reader moves the cut. */
export function FrontFigure({ cuts, shares, pretrained, scratch, headEpochs }: FrontFigureProps) {
  const t = useTranslations();
  const formats = useFormats();
  const cutText = useCutText();
  const [chosen, setChosen] = useState(cuts.length - 1);
  const cut = cuts[chosen]!;
  const curves = pretrained[chosen]!;
  const [first, last] = [meanOf(curves), meanOf(scratch)];
  const epochs = Math.max(first.length, last.length);
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
      <Curves
        label={t('lessons.front.chart')}
        unit="share"
        range={[0.4, 1]}
        epochs={epochs}
        bands={
          cut.freeze === 'all'
            ? []
            : [
                { from: 1, to: headEpochs + 0.5, name: t('lessons.headFirst') },
                { from: headEpochs + 0.5, to: epochs, name: t('lessons.thenMore') },
              ]
        }
        curves={[
          { name: t('lessons.pretrained'), color: 'third', values: first, seeds: curves },
          { name: t('lessons.scratch'), color: 'plain', dashed: true, values: last, seeds: scratch },
        ]}
      />
      <p className={classes.says} aria-live="polite">
        {t('lessons.front.says', {
          trained: cut.trainable,
          start: formats.percent(first[0]!),
          scratchStart: formats.percent(last[0]!),
          end: formats.percent(first.at(-1)!),
          scratchEnd: formats.percent(last.at(-1)!),
        })}
      </p>
    </div>
  );
}
