'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { LectureChoiceField } from '#contracts/lectureChoices';
import type { LectureChoicesFieldsFragment } from '../../graphql/generated/graphql.ts';
import { classColor } from '../page/classColor.ts';
import { useFormats } from '../page/formats.ts';
import classes from './lectures.module.css';
import { drawSwarm, type SwarmRun, valuesOf } from './swarm.ts';

const letters = 20;

/** All curves of a lecture on one canvas: hundreds of lines cost a few milliseconds. */
export function Swarm({
  runs,
  choices,
  field,
  classCount,
}: {
  runs: readonly SwarmRun[];
  choices: LectureChoicesFieldsFragment;
  field: LectureChoiceField;
  /** A guess is right in one of as many cases. */
  classCount: number;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useRef<() => void>(() => {});
  const values = valuesOf(choices, field);

  draw.current = () => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !frame.current) return;
    const { clientWidth: width, clientHeight: height } = frame.current;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(element);
    const colorOf = (run: SwarmRun) => classColor(Math.max(0, values.indexOf(run[field])), values.length);
    drawSwarm(
      context,
      runs,
      {
        epochs: choices.epochs,
        chance: { share: 1 / classCount, label: t('lectures.chance', { share: formats.wholePercent(1 / classCount) }) },
        colorOf,
        percent: formats.wholePercent,
      },
      {
        width,
        height,
        letters,
        text: style.getPropertyValue('--mantine-color-text').trim(),
        grid: style.getPropertyValue('--mantine-color-default-border').trim(),
        scratch: style.getPropertyValue('--mantine-color-gray-6').trim(),
        font: style.fontFamily,
      },
    );
  };

  useEffect(() => draw.current());
  useEffect(() => {
    const again = () => draw.current();
    const size = new ResizeObserver(again);
    if (frame.current) size.observe(frame.current);
    // Colours are read when something is drawn.
    const scheme = new MutationObserver(again);
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      size.disconnect();
      scheme.disconnect();
    };
  }, []);

  const shown = runs.filter(({ part, curve }) => part === 'GUEST' && curve.length > 0).length;
  return (
    <div ref={frame} className={classes.swarm}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('lectures.swarmLabel', {
          runs: shown,
          epochs: choices.epochs,
          field: t(`lectures.field.${field}`),
        })}
      />
    </div>
  );
}
