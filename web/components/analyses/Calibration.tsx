'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import classes from './analyses.module.css';
import type { Result } from './result.ts';

/** Whether the network is right as often as it says. */
export function Calibration({ bins, error }: { bins: Result['calibration']; error: number }) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Section title={t('analyses.calibration')} description={t('analyses.calibrationText')}>
      <Text>{t('analyses.calibrationError', { points: 100 * error })}</Text>
      <Table.ScrollContainer minWidth={240}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('analyses.confidence')}</Table.Th>
              <Table.Th>{t('runs.images')}</Table.Th>
              <Table.Th>{t('analyses.rightAnswers')}</Table.Th>
              <Table.Td w="40%" visibleFrom="sm" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bins
              .filter(({ images }) => images > 0)
              .map(({ from, to, images, accuracy }) => (
                <Table.Tr key={from}>
                  <Table.Th scope="row" fw={400}>
                    {t('analyses.between', { from: formats.wholePercent(from), to: formats.wholePercent(to) })}
                  </Table.Th>
                  <Table.Td>{formats.count(images)}</Table.Td>
                  <Table.Td>{formats.percentOrDash(accuracy)}</Table.Td>
                  <Table.Td aria-hidden="true" visibleFrom="sm">
                    <div className={classes.bar} style={{ width: `${Math.round(100 * (accuracy ?? 0))}%` }} />
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
