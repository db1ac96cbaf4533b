'use client';

import { Progress, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImportStateFragment } from '../../graphql/generated/graphql.ts';
import { useTimeLeft } from '../page/useTimeLeft.ts';

/** How far a worker is with an import. */
export function ImportProgress(props: { name: string; progress: NonNullable<ImportStateFragment['progress']> }) {
  const { name, progress } = props;
  const t = useTranslations();
  const timeLeft = useTimeLeft(progress.etaSeconds, progress);
  return (
    <div role="status">
      <Progress
        value={progress.total === 0 ? 100 : (100 * progress.done) / progress.total}
        animated={progress.total === 0}
        aria-label={t('datasets.imports.progress', { name })}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t(`datasets.imports.phase.${progress.phase}`, { done: progress.done, total: progress.total })}
        {timeLeft && ` · ${timeLeft}`}
      </Text>
    </div>
  );
}
