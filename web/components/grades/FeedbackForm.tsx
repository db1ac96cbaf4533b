'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { type RunFeedbackQuery, SetRunFeedbackDocument } from '../../graphql/generated/graphql.ts';
import { DraftNotice } from '../drafts/DraftNotice.tsx';
import { useDraft } from '../drafts/useDraft.ts';

/** What staff write about a run. */
export function FeedbackForm({ run }: { run: RunFeedbackQuery['run'] }) {
  const t = useTranslations();
  const draft = useDraft(`feedback:${run.id}`, { feedback: run.feedback });
  const [feedback, setFeedback] = useState(draft.initial.feedback);
  const [failure, setFailure] = useState<string>();
  const [save, { loading }] = useMutation(SetRunFeedbackDocument, {
    variables: { input: { runId: run.id, feedback } },
  });
  const submit = async () => {
    setFailure(undefined);
    try {
      await save();
      draft.forget();
      notifications.show({ message: t('grades.runFeedbackSaved') });
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <Stack>
      <DraftNotice draft={draft} onGiveUp={() => setFeedback(run.feedback)} />
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
        onChange={({ currentTarget: { value } }) => {
          setFeedback(value);
          draft.keep({ feedback: value });
        }}
      />
      <Group justify="flex-end">
        <Button loading={loading} disabled={feedback.trim() === run.feedback} onClick={submit}>
          {t('grades.runFeedbackSave')}
        </Button>
      </Group>
    </Stack>
  );
}
