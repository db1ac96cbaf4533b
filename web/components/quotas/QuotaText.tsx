'use client';

import { useTranslations } from 'next-intl';
import type { OwnQuotaFieldsFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';

/** What is left to submit, in words that hold: "2 of 3 runs left; the next is free at 14:05". */
export function QuotaText({ quota, runsAtOnce }: { quota: OwnQuotaFieldsFragment; runsAtOnce?: number | null }) {
  const t = useTranslations();
  const formats = useFormats();
  const { left, of, nextFreeAt, totalLeft, extraLeft, openRuns, budgetSeconds, secondsUsed } = quota;
  // Whether `of` is just the runs of 24 hours: neither an extension's are in it, nor a limit of fewer in all.
  const isOfDay = left === of && !nextFreeAt && extraLeft === 0 && (typeof totalLeft !== 'number' || totalLeft > left);
  // The limit of runs in all is the nearer one: its own sentence would say the same again.
  const isOfAll = totalLeft === left && !nextFreeAt;
  const sentences = [
    nextFreeAt
      ? t('quotas.leftUntil', { left, of, time: formats.clock(nextFreeAt), relative: formats.relative(nextFreeAt) })
      : t(isOfAll ? 'quotas.leftInAll' : 'quotas.left', { left, of }),
    isOfDay && t('quotas.perDay', { of }),
    typeof totalLeft === 'number' && !isOfAll && t('quotas.total', { left: totalLeft }),
    extraLeft > 0 && t('quotas.extra', { extra: extraLeft }),
    typeof runsAtOnce === 'number' && openRuns >= runsAtOnce && t('quotas.atOnce', { runs: runsAtOnce }),
    typeof budgetSeconds === 'number' && secondsUsed >= budgetSeconds && t('quotas.budgetUsed'),
  ];
  return <>{sentences.filter(Boolean).join(' ')}</>;
}
