'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { RunFeedbackDocument, type RunFeedbackQuery, SetRunFeedbackDocument } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

/** Staff's words about a run: staff write them, its student reads them. */
export function RunFeedback({ runId, staff }: { runId: string; staff: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  const run = useQuery(RunFeedbackDocument, { variables: { id: runId } }).data?.run;
  if (!run || (!staff && run.feedback === '')) return null;
  return (
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
  );
}

function FeedbackForm({ run }: { run: RunFeedbackQuery['run'] }) {
  const t = useTranslations();
  const [feedback, setFeedback] = useState(run.feedback);
  const [failure, setFailure] = useState<string>();
  const [save, { loading }] = useMutation(SetRunFeedbackDocument, {
    variables: { input: { runId: run.id, feedback } },
  });
  const submit = async () => {
    setFailure(undefined);
    try {
      await save();
      notifications.show({ message: t('grades.runFeedbackSaved') });
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <Stack>
      {failure && (
        <Alert color="red" role="alert" title={t('grades.notSaved')}>
          {failure}
        </Alert>
      )}
      <Textarea
        aria-label={t('grades.runFeedback')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={feedback}
        onChange={(event) => setFeedback(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button loading={loading} disabled={feedback.trim() === run.feedback} onClick={submit}>
          {t('grades.runFeedbackSave')}
        </Button>
      </Group>
    </Stack>
  );
}
