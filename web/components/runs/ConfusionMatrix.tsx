'use client';

import { UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';
import classes from './ConfusionMatrix.module.css';

/** `counts[true class][predicted class]`; a cell is the darker the larger its share of its row. */
export function ConfusionMatrix({
  classNames,
  counts,
  onCell,
}: {
  classNames: string[];
  counts: number[][];
  /** Is called with the true and the predicted class of a cell that was chosen. */
  onCell?: (row: number, column: number) => void;
}) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Table.ScrollContainer minWidth={Math.min(120 + 72 * classNames.length, 1200)}>
      <Table className={classes.matrix} withRowBorders={false}>
        <Table.Caption>{t('runs.confusionCaption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {classNames.map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {classNames.map((trueName, row) => {
            const images = counts[row]?.reduce((sum, count) => sum + count, 0) ?? 0;
            return (
              <Table.Tr key={trueName}>
                <Table.Th scope="row">{trueName}</Table.Th>
                {classNames.map((name, column) => {
                  const count = counts[row]?.[column] ?? 0;
                  const share = images === 0 ? 0 : count / images;
                  return (
                    <Table.Td
                      key={name}
                      className={classes.cell}
                      data-correct={row === column || undefined}
                      style={{ '--share': `${Math.round(80 * share)}%` } as React.CSSProperties}
                    >
                      {onCell && count > 0 ? (
                        <UnstyledButton
                          w="100%"
                          ta="center"
                          fz="inherit"
                          aria-label={t('analyses.openCell', { count, className: trueName, predicted: name })}
                          onClick={() => onCell(row, column)}
                        >
                          {formats.count(count)}
                        </UnstyledButton>
                      ) : (
                        formats.count(count)
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
