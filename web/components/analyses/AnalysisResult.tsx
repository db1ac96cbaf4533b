'use client';

import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { ConfusionMatrix } from '../runs/ConfusionMatrix.tsx';
import { Calibration } from './Calibration.tsx';
import { DoubtfulLabels } from './DoubtfulLabels.tsx';
import { FeatureMap } from './FeatureMap.tsx';
import { ImageDialog } from './ImageDialog.tsx';
import { ImageList } from './ImageList.tsx';
import type { Result } from './result.ts';

interface AnalysisResultProps {
  runId: string;
  result: Result;
  isStaff: boolean;
  /** Whether heat maps can still be computed. */
  mayExplain: boolean;
}

/** A cell of the confusion matrix. */
interface Cell {
  className: string;
  predicted: string;
}

export function AnalysisResult({ runId, result, isStaff, mayExplain }: AnalysisResultProps) {
  const t = useTranslations();
  const { classNames, confusion, validationImages, trainImages } = result;
  const [cell, setCell] = useState<Cell | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
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
          <Stack gap="sm" data-testid="cell-images">
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
      <FeatureMap runId={runId} classNames={classNames} onOpen={setOpened} />
      <ClassTable result={result} />
      <Calibration bins={result.calibration} error={result.calibrationError} />
      {isStaff && <DoubtfulLabels runId={runId} onOpen={setOpened} />}
      <ImageDialog
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

/** Each class on the validation images. */
function ClassTable({ result }: { result: Result }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Section title={t('analyses.perClass')} description={t('analyses.perClassText')}>
      <Table.ScrollContainer minWidth={380}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('runs.className')}</Table.Th>
              <Table.Th>{t('runs.images')}</Table.Th>
              <Table.Th>{t('runs.precision')}</Table.Th>
              <Table.Th>{t('runs.recall')}</Table.Th>
              <Table.Th>{t('runs.f1')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.perClass.map((score) => (
              <Table.Tr key={score.className}>
                <Table.Th scope="row" fw={400}>
                  {score.className}
                </Table.Th>
                <Table.Td>{formats.count(score.images)}</Table.Td>
                <Table.Td>{formats.percent(score.precision)}</Table.Td>
                <Table.Td>{formats.percent(score.recall)}</Table.Td>
                <Table.Td>{formats.percent(score.f1)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
