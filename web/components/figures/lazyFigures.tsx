'use client';

import dynamic from 'next/dynamic';

// The lessons' figures. The server draws them, and a browser loads those alone that its lesson has.

export const AugmentationFigure = dynamic(() =>
  import('./AugmentationFigure.tsx').then(({ AugmentationFigure }) => AugmentationFigure),
);
export const FreezeFigure = dynamic(() => import('./FreezeFigure.tsx').then(({ FreezeFigure }) => FreezeFigure));
export const NormalizationFigure = dynamic(() =>
  import('./NormalizationFigure.tsx').then(({ NormalizationFigure }) => NormalizationFigure),
);
export const OverfittingFigure = dynamic(() =>
  import('./OverfittingFigure.tsx').then(({ OverfittingFigure }) => OverfittingFigure),
);
export const PretrainingFigure = dynamic(() =>
  import('./PretrainingFigure.tsx').then(({ PretrainingFigure }) => PretrainingFigure),
);
export const ScoresFigure = dynamic(() => import('./ScoresFigure.tsx').then(({ ScoresFigure }) => ScoresFigure));
export const SlopesFigure = dynamic(() => import('./SlopesFigure.tsx').then(({ SlopesFigure }) => SlopesFigure));
export const StagesFigure = dynamic(() => import('./StagesFigure.tsx').then(({ StagesFigure }) => StagesFigure));
export const StepsFigure = dynamic(() => import('./StepsFigure.tsx').then(({ StepsFigure }) => StepsFigure));
export const TasksFigure = dynamic(() => import('./TasksFigure.tsx').then(({ TasksFigure }) => TasksFigure));
