'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { readCurve } from '#contracts/curveReading';
import type { Recipe } from '#contracts/recipe';
import { findingKey, findingSentence } from '../charts/findingSentence.ts';
import { useFormats } from '../page/formats.ts';
import { Choice } from './Choice.tsx';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import { type OverfittingKind, overfittingKinds } from './given.ts';
import { Slider } from './Slider.tsx';

interface History {
  recipe: Recipe;
  acc: readonly number[];
  valAcc: readonly number[];
  loss: readonly number[];
  valLoss: readonly number[];
}

/** Losses of a small network on few images, read in words as far as the reader lets it train. */
export function OverfittingFigure({ runs }: { runs: Record<OverfittingKind, History> }) {
  const t = useTranslations();
  const formats = useFormats();
  const [kind, setKind] = useState<OverfittingKind>('plain');
  const run = runs[kind];
  const most = run.loss.length;
  const [asked, setAsked] = useState(most);
  const epochs = Math.min(asked, most);
  const history = Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    loss: run.loss[index]!,
    acc: run.acc[index]!,
    valLoss: run.valLoss[index]!,
    valAcc: run.valAcc[index]!,
  }));
  const findings = readCurve(history, run.recipe);
  const rising = findings.find((finding) => finding.kind === 'OVERFITTING' || finding.kind === 'TOO_SURE');
  return (
    <div className={classes.figure}>
      <Choice
        label={t('lessons.overfitting.against')}
        value={kind}
        options={overfittingKinds.map((value) => ({ value, label: t(`lessons.overfitting.kinds.${value}`) }))}
        onChange={setKind}
      />
      <Slider
        label={t('lessons.overfitting.stop')}
        text={t('lessons.epoch', { epoch: epochs })}
        value={epochs}
        min={2}
        max={most}
        onChange={setAsked}
      />
      <Curves
        label={t('lessons.overfitting.chart')}
        unit="loss"
        range={[0, 2]}
        epochs={most}
        curves={[
          { name: t('lessons.validationLoss'), color: 'cold', values: run.valLoss.slice(0, epochs) },
          { name: t('lessons.trainingLoss'), color: 'warm', thin: true, values: run.loss.slice(0, epochs) },
        ]}
        marks={
          rising
            ? [
                {
                  epoch: rising.epoch - 1,
                  value: rising.bestValLoss,
                  name: t('lessons.overfitting.best', { epoch: rising.epoch - 1 }),
                },
              ]
            : []
        }
      />
      <div aria-live="polite" className={classes.says}>
        <strong>{t('curveReading.title')}</strong>
        {findings.length === 0 ? (
          <p className={classes.says}>{t('curveReading.nothing')}</p>
        ) : (
          <ul className={classes.findings}>
            {findings.map((finding) => (
              <li key={findingKey(finding)}>{findingSentence(t, formats, finding)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
