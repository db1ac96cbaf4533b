'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Choice } from './Choice.tsx';
import { Curves } from './Curves.tsx';
import classes from './figures.module.css';
import { type Task, type TasksFigureProps, tasks } from './given.ts';

/** One frozen network and three tasks: only the head changes. */
export function TasksFigure({ tasks: runs }: TasksFigureProps) {
  const t = useTranslations();
  const [task, setTask] = useState<Task>('pets');
  const { valAcc, classes: classCount, units, headParams } = runs[task];
  return (
    <div className={classes.figure}>
      <Choice
        label={t('lessons.tasks.task')}
        value={task}
        options={tasks.map((value) => ({ value, label: t(`lessons.tasks.names.${value}`) }))}
        onChange={setTask}
      />
      <p className={classes.says} aria-live="polite">
        {units === 1
          ? t('lessons.tasks.sigmoid', { params: headParams })
          : t('lessons.tasks.softmax', { classes: classCount, params: headParams })}
      </p>
      <Curves
        label={t('lessons.tasks.chart', { task: t(`lessons.tasks.names.${task}`) })}
        unit="share"
        range={[0, 1]}
        epochs={valAcc.length}
        curves={[
          { name: t('lessons.tasks.names.pets'), color: 'cold', values: runs.pets.valAcc, thin: task !== 'pets' },
          {
            name: t('lessons.tasks.names.scenery'),
            color: 'third',
            values: runs.scenery.valAcc,
            thin: task !== 'scenery',
          },
          { name: t('lessons.tasks.names.digits'), color: 'warm', values: runs.digits.valAcc, thin: task !== 'digits' },
        ]}
      />
    </div>
  );
}
