'use client';

import { Badge, Group, Radio, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CardTable } from '../page/CardTable.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';
import { runLabels } from '../runs/runLabel.ts';
import { DifferenceCells } from '../transfer/DifferenceCells.tsx';
import type { Comparison } from './comparison.ts';

interface RecipeMeasuresProps {
  comparison: Comparison;
  labels: ReadonlyMap<string, string>;
  onBase: (runId: string) => void;
  drawn: string | null;
  onDraw: (runId: string) => void;
}

/** Start, slope and asymptote of each recipe against one of them: of a recipe and its twin, what transfer brought. */
export function RecipeMeasures({ comparison, labels, onBase, drawn, onDraw }: RecipeMeasuresProps) {
  const t = useTranslations();
  const { recipes, runs } = comparison;
  const names = runLabels(
    recipes.map(({ runIds }) => runs.find(({ id }) => id === runIds[0])!),
    true,
  );
  const nameOf = (index: number) => {
    const { runIds } = recipes[index]!;
    return runIds.length > 1
      ? t('comparison.seeds', { label: names[index]!, count: runIds.length })
      : (labels.get(runIds[0]!) ?? names[index]!);
  };
  const base = recipes.findIndex(({ isBase }) => isBase);
  const measured = recipes.flatMap((recipe, index) => (recipe.isBase ? [] : [{ recipe, index }]));
  const hasMeasures = measured.some(({ recipe }) => recipe.againstBase);
  return (
    <Section
      title={t('comparison.measures')}
      description={t('comparison.measuresText')}
      actions={
        <Select
          label={t('comparison.base')}
          allowDeselect={false}
          data={recipes.map(({ runIds }, index) => ({ value: runIds[0]!, label: nameOf(index) }))}
          value={recipes[base]?.runIds[0] ?? null}
          onChange={(runId) => runId !== null && onBase(runId)}
        />
      }
    >
      {hasMeasures ? (
        <CardTable minWidth={860} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('comparison.draw')}</Table.Th>
              <Table.Th>{t('runs.recipe')}</Table.Th>
              <Table.Th>{t('transfer.start')}</Table.Th>
              <Table.Th>{t('transfer.interval')}</Table.Th>
              <Table.Th>{t('transfer.slope')}</Table.Th>
              <Table.Th>{t('transfer.interval')}</Table.Th>
              <Table.Th>{t('transfer.asymptote')}</Table.Th>
              <Table.Th>{t('transfer.interval')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {measured.map(({ recipe: { runIds, againstBase }, index }) => (
              <Table.Tr key={runIds[0]}>
                <Table.Td>
                  <Radio
                    name="drawn"
                    aria-label={t('comparison.drawRecipe', { label: nameOf(index) })}
                    disabled={!againstBase}
                    checked={drawn === runIds[0]}
                    onChange={() => onDraw(runIds[0]!)}
                  />
                </Table.Td>
                <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
                  {nameOf(index)}
                  {againstBase?.isTwin && (
                    <Group mt={2}>
                      <Badge variant="light" size="sm">
                        {t('comparison.twin')}
                      </Badge>
                    </Group>
                  )}
                  {againstBase && (
                    <Text size="xs" c="dimmed">
                      {t('comparison.overEpochs', { epochs: againstBase.epochs })}
                    </Text>
                  )}
                </Table.Th>
                <DifferenceCells difference={againstBase?.start} />
                <DifferenceCells difference={againstBase?.slope} />
                <DifferenceCells difference={againstBase?.asymptote} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </CardTable>
      ) : (
        <Text size="sm" c="dimmed">
          {t('comparison.noMeasures')}
        </Text>
      )}
    </Section>
  );
}
