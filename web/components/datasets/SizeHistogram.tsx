'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImportReportFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import classes from './SizeHistogram.module.css';

type Report = NonNullable<ImportReportFragment['report']>;

/** How large the images are: bars of their longer side, and the smallest, the middle and the largest one. */
export function SizeHistogram({ sizes, smallest, median, largest }: Report) {
  const t = useTranslations();
  const formats = useFormats();
  if (sizes.length === 0) return null;
  const most = Math.max(...sizes.map(({ count }) => count));
  return (
    <Stack gap={4}>
      {sizes.map(({ atLeast, count }, at) => {
        const next = sizes[at + 1]?.atLeast;
        return (
          <Group key={atLeast} gap="sm" wrap="nowrap">
            <Text size="sm" className={classes.label}>
              {next === undefined
                ? t('datasets.imports.sizeFrom', { from: atLeast })
                : t('datasets.imports.sizeBetween', { from: atLeast, to: next - 1 })}
            </Text>
            <div className={classes.track} aria-hidden>
              <div className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
            </div>
            <Text size="sm" className={classes.count}>
              {formats.count(count)}
            </Text>
          </Group>
        );
      })}
      {smallest && median && largest && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('datasets.imports.sizeRange', {
            smallest: `${smallest.width} × ${smallest.height}`,
            median: `${median.width} × ${median.height}`,
            largest: `${largest.width} × ${largest.height}`,
          })}
        </Text>
      )}
    </Stack>
  );
}
