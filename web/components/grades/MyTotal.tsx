'use client';

import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MyTotalDocument } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

/** A student's total of the published grades of a course; nothing before there are any. */
export function MyTotal({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(MyTotalDocument, { variables: { courseId } });
  return (
    <QueryState result={result} rows={0}>
      {({ course: { myTotal } }) =>
        typeof myTotal === 'number' && (
          <Section title={t('grades.yourTotal')} description={t('grades.yourTotalDescription')}>
            <Text fz={36} fw={680} lh={1} className="figure">
              {formats.percent(myTotal)}
            </Text>
          </Section>
        )
      }
    </QueryState>
  );
}
