'use client';

import { Anchor, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';

/** Why a score is a range, and the lesson about it; nothing beside a score that is one number, or is not told. */
export function WhyRange({ score: { low, high } }: { score: ScoreRangeFieldsFragment }) {
  const t = useTranslations();
  if (low === high || low === 0) return null;
  return (
    <Text size="sm" c="dimmed" maw={420}>
      {t.rich('scores.whyRange', {
        link: (text) => (
          <Anchor component={Link} href="/learn/public-scores" inherit underline="always">
            {text}
          </Anchor>
        ),
      })}
    </Text>
  );
}
