'use client';

import { useTranslations } from 'next-intl';
import type { ClassScore } from '#contracts/classScores';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';

/** Precision, recall and F1 of each class. */
export function ClassScores({ scores }: { scores: readonly ClassScore[] }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Table.ScrollContainer minWidth={420}>
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
          {scores.map((score) => (
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
  );
}
