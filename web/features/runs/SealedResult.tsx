'use client';

import { Group, Stack, Table, Text, Title } from '@mantine/core';
import type { RunQuery } from '../../graphql/generated/graphql.ts';
import { formatCount, formatPercent, formatValue } from '../formats/numbers.ts';
import { Section } from '../shell/Section.tsx';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';

type SealedEvaluation = NonNullable<RunQuery['run']['sealedEvaluation']>;

/** The whole evaluation on the test set, which only the staff may see. */
export function SealedResult({ evaluation }: { evaluation: SealedEvaluation }) {
  const { testAcc, testLoss, testImages, perClass, confusion } = evaluation;
  return (
    <Section title="Sealed evaluation" description="Only the staff of the course sees this.">
      <Group gap="xl">
        <Text>
          Accuracy <strong data-testid="test-accuracy">{formatPercent(testAcc)}</strong>
        </Text>
        <Text>
          Loss <strong>{formatValue(testLoss)}</strong>
        </Text>
        <Text>
          Images <strong>{formatCount(testImages)}</strong>
        </Text>
      </Group>
      <Table.ScrollContainer minWidth={420}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Class</Table.Th>
              <Table.Th>Images</Table.Th>
              <Table.Th>Precision</Table.Th>
              <Table.Th>Recall</Table.Th>
              <Table.Th>F1</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {perClass.map((score) => (
              <Table.Tr key={score.className}>
                <Table.Th scope="row" fw={400}>
                  {score.className}
                </Table.Th>
                <Table.Td>{formatCount(score.images)}</Table.Td>
                <Table.Td>{formatPercent(score.precision)}</Table.Td>
                <Table.Td>{formatPercent(score.recall)}</Table.Td>
                <Table.Td>{formatPercent(score.f1)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Stack gap="xs">
        <Title order={3}>Confusion matrix</Title>
        <ConfusionMatrix classNames={perClass.map((score) => score.className)} counts={confusion} />
      </Stack>
    </Section>
  );
}
