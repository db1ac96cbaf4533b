'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { drawEpoch } from './drawSteps.ts';
import classes from './figures.module.css';
import { Slider } from './Slider.tsx';

/** What an epoch draws from the training images, by the batch size and by stepsPerEpoch. */
export function StepsFigure() {
  const t = useTranslations();
  const [images, setImages] = useState(240);
  const [batchSize, setBatchSize] = useState(20);
  const [steps, setSteps] = useState(5);
  const [epoch, setEpoch] = useState(1);
  const stepsPerEpoch = steps === 0 ? undefined : steps;
  const drawn = drawEpoch({ images, batchSize, stepsPerEpoch }, epoch);
  return (
    <div className={classes.figure}>
      <div className={classes.controls}>
        <Slider
          label={t('lessons.steps.images')}
          text={t('lessons.images', { images })}
          value={images}
          min={40}
          max={400}
          step={20}
          onChange={setImages}
        />
        <Slider
          label={t('lessons.steps.batchSize')}
          text={t('lessons.images', { images: batchSize })}
          value={batchSize}
          min={10}
          max={100}
          step={10}
          onChange={setBatchSize}
        />
        <Slider
          label={t('lessons.steps.stepsPerEpoch')}
          text={steps === 0 ? t('lessons.steps.notSet') : t('lessons.steps.steps', { steps })}
          value={steps}
          max={20}
          onChange={setSteps}
        />
        <Slider
          label={t('lessons.steps.epoch')}
          text={t('lessons.epoch', { epoch })}
          value={epoch}
          min={1}
          max={12}
          onChange={setEpoch}
        />
      </div>
      <p className={classes.says} aria-live="polite">
        {t('lessons.steps.says', {
          epoch,
          pass: drawn.pass,
          steps: drawn.steps,
          drawn: drawn.now.size,
          images,
          ends: drawn.endsPass ? 'yes' : 'no',
        })}
      </p>
      <div className={classes.squares} aria-hidden="true">
        {Array.from({ length: images }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: an image is its place.
            key={index}
            data-now={drawn.now.has(index) || undefined}
            data-before={drawn.before.has(index) || undefined}
          />
        ))}
      </div>
      <ul className={classes.key}>
        <li>
          <span data-warm aria-hidden="true" /> {t('lessons.steps.now')}
        </li>
        <li>
          <span data-cold aria-hidden="true" /> {t('lessons.steps.before')}
        </li>
        <li>
          <span aria-hidden="true" /> {t('lessons.steps.later')}
        </li>
      </ul>
    </div>
  );
}
