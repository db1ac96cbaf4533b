'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';
import classes from './analyses.module.css';

interface ProbabilityBarsProps {
  classNames: readonly string[];
  probabilities: readonly number[];
  /** The class that stands out: the true one, where it is known. */
  marked?: string;
  /** Keeps the classes in the dataset's order, for bars that change while one looks at them. */
  inOrder?: boolean;
}

const mostShown = 10;

/** The probabilities of the classes as bars, the most probable first. */
export function ProbabilityBars({ classNames, probabilities, marked, inOrder = false }: ProbabilityBarsProps) {
  const t = useTranslations();
  const formats = useFormats();
  const named = probabilities.map((probability, index) => ({ probability, name: classNames[index]! }));
  const ranked = [...named].sort((a, b) => b.probability - a.probability).slice(0, mostShown);
  const shown = inOrder ? named.filter((row) => ranked.includes(row)) : ranked;
  return (
    <Table verticalSpacing={4} className={classes.bars} aria-label={t('analyses.probabilities')}>
      <Table.Tbody>
        {shown.map(({ name, probability }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={name === marked || (!marked && ranked[0]?.name === name) ? 650 : 400}>
              {name}
            </Table.Th>
            <Table.Td w="45%" aria-hidden="true">
              <div className={classes.bar} style={{ width: `${Math.round(100 * probability)}%` }} />
            </Table.Td>
            <Table.Td ta="right" w="4.5rem">
              {formats.percent(probability)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
