'use client';

import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { RunFeedbackDocument } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

const FeedbackForm = dynamic(() => import('./FeedbackForm.tsx').then(({ FeedbackForm }) => FeedbackForm), {
  ssr: false,
  loading: () => <LoadingRows rows={3} />,
});

/** Staff's words about a run: staff write them, its student reads them. */
export function RunFeedback({ runId, staff }: { runId: string; staff: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(RunFeedbackDocument, { variables: { id: runId } });
  return (
    <QueryState result={result} rows={0}>
      {({ run }) =>
        (staff || run.feedback !== '') && (
          <Section
            title={t('grades.runFeedback')}
            description={
              run.feedbackAt
                ? t('grades.runFeedbackAt', { moment: formats.moment(run.feedbackAt) })
                : t('grades.runFeedbackDescription')
            }
          >
            {staff ? <FeedbackForm run={run} /> : <Text style={{ whiteSpace: 'pre-wrap' }}>{run.feedback}</Text>}
          </Section>
        )
      }
    </QueryState>
  );
}
