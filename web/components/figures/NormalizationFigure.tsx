'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { Bars } from './Bars.tsx';
import classes from './figures.module.css';
import { mean } from './means.ts';
import { normal, randomNumbers } from './random.ts';
import { Slider } from './Slider.tsx';

const batches = 12;
/** What a channel answers for the image that is followed, before it is normalized. */
const followed = 1.2;
/** Of the networks: ResNet's and MobileNetV2's. */
const momenta = [0.99, 0.999] as const;

/** One image in twelve batches: what a frozen BatchNormalization makes of it, and what a trained one does. */
export function NormalizationFigure() {
  const t = useTranslations();
  const formats = useFormats();
  const [batchSize, setBatchSize] = useState(8);
  const [shift, setShift] = useState(10);
  const [steps, setSteps] = useState(100);
  const [draw, setDraw] = useState(1);
  const random = randomNumbers(draw);
  const trained = Array.from({ length: batches }, () => {
    const others = Array.from({ length: batchSize - 1 }, () => shift / 10 + normal(random));
    const all = [followed, ...others];
    const center = mean(all);
    const variance = mean(all.map((value) => (value - center) ** 2));
    return (followed - center) / Math.sqrt(variance + 1e-3);
  });
  const frozen = followed / Math.sqrt(1 + 1e-3);
  const across = (value: number) => `${(100 * (Math.min(3, Math.max(-3, value)) + 3)) / 6}%`;
  const spread = Math.max(...trained) - Math.min(...trained);
  return (
    <div className={classes.figure}>
      <div className={classes.controls}>
        <Slider
          label={t('lessons.normalization.batchSize')}
          text={t('lessons.images', { images: batchSize })}
          value={batchSize}
          min={2}
          max={64}
          step={2}
          onChange={setBatchSize}
        />
        <Slider
          label={t('lessons.normalization.shift')}
          text={t('lessons.normalization.deviations', { value: shift / 10 })}
          value={shift}
          max={30}
          step={5}
          onChange={setShift}
        />
      </div>
      <div>
        <div
          className={classes.dots}
          style={{ height: '5rem' }}
          role="img"
          aria-label={t('lessons.normalization.dots', { batches, frozen: formats.twoDecimals(frozen) })}
        >
          <b style={{ insetInlineStart: across(frozen) }}>{t('lessons.normalization.frozen')}</b>
          {trained.map((value, index) => (
            <i
              // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its place.
              key={index}
              data-warm
              style={{ insetInlineStart: across(value), bottom: `${10 + 5 * index}%` }}
            />
          ))}
        </div>
        <div className={classes.scale} data-points aria-hidden="true">
          {[-3, -2, -1, 0, 1, 2, 3].map((value) => (
            <span key={value}>{value}</span>
          ))}
        </div>
      </div>
      <p className={classes.says} aria-live="polite">
        {t('lessons.normalization.says', {
          frozen: formats.twoDecimals(frozen),
          spread: formats.twoDecimals(spread),
          batches,
        })}
      </p>
      <button type="button" className={classes.button} onClick={() => setDraw(draw + 1)}>
        {t('lessons.normalization.again')}
      </button>
      <Slider
        label={t('lessons.normalization.steps')}
        text={t('lessons.steps.steps', { steps })}
        value={steps}
        max={2000}
        step={50}
        onChange={setSteps}
      />
      <Bars
        label={t('lessons.normalization.left')}
        bars={momenta.map((momentum) => ({
          name: t('lessons.normalization.momentum', { momentum: String(momentum) }),
          share: momentum ** steps,
        }))}
      />
      <p className={classes.note}>{t('lessons.normalization.note')}</p>
    </div>
  );
}
