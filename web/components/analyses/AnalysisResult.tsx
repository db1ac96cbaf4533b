'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Recipe } from '#contracts/recipe';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import { Section } from '../page/Section.tsx';
import { ClassScores } from '../runs/ClassScores.tsx';
import { ConfusionMatrix } from '../runs/ConfusionMatrix.tsx';
import { Calibration } from './Calibration.tsx';
import { DoubtfulLabels } from './DoubtfulLabels.tsx';
import { FeatureMap } from './FeatureMap.tsx';
import { ImageList } from './ImageList.tsx';
import type { Result } from './result.ts';
import { trainsBackbone } from './trainsBackbone.ts';

const ImageDialog = onFirstOpening(() => import('./ImageDialog.tsx').then(({ ImageDialog }) => ImageDialog));

interface AnalysisResultProps {
  runId: string;
  result: Result;
  recipe: Recipe;
  isStaff: boolean;
  /** Whether heat maps can still be computed. */
  mayExplain: boolean;
}

/** A cell of the confusion matrix. */
interface Cell {
  className: string;
  predicted: string;
}

export function AnalysisResult({ runId, result, recipe, isStaff, mayExplain }: AnalysisResultProps) {
  const t = useTranslations();
  const { classNames, confusion, validationImages, trainImages } = result;
  const [cell, setCell] = useState<Cell | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const cellImages = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The images of a cell appear below a table that may be long.
    if (cell) cellImages.current?.focus();
  }, [cell]);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('analyses.looked', { validation: validationImages, train: trainImages })}
      </Text>
      <Section title={t('analyses.confusion')} description={t('analyses.confusionText')}>
        <ConfusionMatrix
          classNames={classNames}
          counts={confusion}
          onCell={(row, column) => setCell({ className: classNames[row]!, predicted: classNames[column]! })}
        />
        {cell && (
          <Stack
            gap="sm"
            data-testid="cell-images"
            ref={cellImages}
            role="group"
            tabIndex={-1}
            style={{ outline: 'none' }}
            aria-label={t('analyses.cell', { className: cell.className, predicted: cell.predicted })}
          >
            <Group justify="space-between">
              <Text fw={600}>{t('analyses.cell', { className: cell.className, predicted: cell.predicted })}</Text>
              <Button size="xs" variant="default" onClick={() => setCell(null)}>
                {t('analyses.closeCell')}
              </Button>
            </Group>
            <ImageList runId={runId} {...cell} onOpen={setOpened} />
          </Stack>
        )}
      </Section>
      <Section title={t('analyses.mistakes')} description={t('analyses.mistakesText')}>
        <ImageList runId={runId} mistakes onOpen={setOpened} />
      </Section>
      <FeatureMap runId={runId} classNames={classNames} isFrozen={!trainsBackbone(recipe)} onOpen={setOpened} />
      <Section title={t('analyses.perClass')} description={t('analyses.perClassText')}>
        <ClassScores scores={result.perClass} />
      </Section>
      <Calibration bins={result.calibration} error={result.calibrationError} />
      {isStaff && <DoubtfulLabels runId={runId} onOpen={setOpened} />}
      <ImageDialog
        opened={opened !== null}
        runId={runId}
        sha256={opened}
        classNames={classNames}
        mayExplain={mayExplain}
        onOpen={setOpened}
        onClose={() => setOpened(null)}
      />
    </Stack>
  );
}
