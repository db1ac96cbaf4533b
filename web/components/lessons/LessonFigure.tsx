import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  AugmentationFigure,
  FreezeFigure,
  NormalizationFigure,
  OverfittingFigure,
  PretrainingFigure,
  ScoresFigure,
  SlopesFigure,
  StagesFigure,
  StepsFigure,
  TasksFigure,
} from '../figures/lazyFigures.tsx';
import {
  augmentationData,
  freezeData,
  overfittingData,
  pretrainingData,
  slopesData,
  stagesData,
  tasksData,
} from './figureData.ts';

/** The live figures by the names that the lessons' texts have for them. Each gets only the numbers that it shows. */
const figures: Record<string, () => ReactNode> = {
  pretraining: () => <PretrainingFigure {...pretrainingData()} />,
  stages: () => <StagesFigure {...stagesData()} />,
  freeze: () => <FreezeFigure {...freezeData()} />,
  tasks: () => <TasksFigure {...tasksData()} />,
  slopes: () => <SlopesFigure {...slopesData()} />,
  augmentation: () => <AugmentationFigure {...augmentationData()} />,
  steps: () => <StepsFigure />,
  overfitting: () => <OverfittingFigure {...overfittingData()} />,
  normalization: () => <NormalizationFigure />,
  scores: () => <ScoresFigure />,
};

/** A live figure and what it shows. Throws RangeError where no figure has the name. */
export function LessonFigure({ name, caption }: { name: string; caption: string }) {
  const figure = figures[name];
  if (!figure) throw new RangeError(`Expected the name of a figure, received ${name}`);
  return (
    <Paper component="figure" withBorder p={{ base: 'sm', sm: 'lg' }} my="lg" mx={0} data-figure={name}>
      <Text component="figcaption" fw={600} mb="md">
        {caption}
      </Text>
      {figure()}
    </Paper>
  );
}
