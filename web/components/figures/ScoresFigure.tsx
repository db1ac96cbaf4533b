'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { defaultScoreStep } from '#contracts/publicShare';
import { scoresOfStep } from '#contracts/scoreRange';
import { useFormats } from '../page/formats.ts';
import classes from './figures.module.css';
import { randomNumbers } from './random.ts';
import { Slider } from './Slider.tsx';

/** The share of all images of this kind that each of the models gets right. */
const truth = 0.85;
const [low, high] = [0.7, 1];

/** The public scores of models that are all equally good. */
export function ScoresFigure() {
  const t = useTranslations();
  const formats = useFormats();
  const [images, setImages] = useState(100);
  const [models, setModels] = useState(60);
  const [draw, setDraw] = useState(1);
  const random = randomNumbers(draw);
  const scores = Array.from({ length: models }, () => {
    let right = 0;
    for (let image = 0; image < images; image++) if (random() < truth) right += 1;
    return right / images;
  });
  const best = Math.max(...scores);
  const step = defaultScoreStep(images);
  const told = scoresOfStep(best, step, images);
  const across = (score: number) => `${(100 * (Math.max(low, score) - low)) / (high - low)}%`;
  const stacked = new Map<number, number>();
  const dots = scores.map((score) => {
    const level = stacked.get(score) ?? 0;
    stacked.set(score, level + 1);
    return { score, level };
  });
  const highest = Math.max(...stacked.values());
  return (
    <div className={classes.figure}>
      <div className={classes.controls}>
        <Slider
          label={t('lessons.scores.images')}
          text={t('lessons.images', { images })}
          value={images}
          min={20}
          max={1000}
          step={20}
          onChange={setImages}
        />
        <Slider
          label={t('lessons.scores.models')}
          text={t('lessons.scores.count', { models })}
          value={models}
          min={1}
          max={200}
          onChange={setModels}
        />
      </div>
      <div>
        <div
          className={classes.dots}
          role="img"
          aria-label={t('lessons.scores.dots', { models, best: formats.percent(best), truth: formats.percent(truth) })}
        >
          <b style={{ insetInlineStart: across(truth) }}>{t('lessons.scores.truth', { truth })}</b>
          {dots.map(({ score, level }) => (
            <i
              key={`${score} ${level}`}
              data-best={(score === best && level === 0) || undefined}
              style={{ insetInlineStart: across(score), bottom: `${(85 * level) / Math.max(12, highest)}%` }}
            />
          ))}
        </div>
        <div className={classes.scale} aria-hidden="true">
          {[0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1].map((score) => (
            <span key={score}>{formats.wholePercent(score)}</span>
          ))}
        </div>
      </div>
      <p className={classes.says} aria-live="polite">
        {t('lessons.scores.says', {
          models,
          best: formats.percent(best),
          above: formats.signedPercent(best - truth),
          images,
          step: formats.percent(step),
          low: formats.percent(told.low),
          high: formats.percent(told.high),
        })}
      </p>
      <button type="button" className={classes.button} onClick={() => setDraw(draw + 1)}>
        {t('lessons.scores.again')}
      </button>
    </div>
  );
}
