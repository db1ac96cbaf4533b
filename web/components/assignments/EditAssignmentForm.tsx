'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorDetails, errorText } from '../../graphql/apiError.ts';
import {
  type AssignmentChoicesQuery,
  type EditAssignmentQuery,
  UpdateAssignmentDocument,
} from '../../graphql/generated/graphql.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Dialog } from '../page/Dialog.tsx';
import { AssignmentForm, type Filled } from './AssignmentForm.tsx';
import { assignmentChange, fieldLabel, fieldsOf } from './assignmentInput.ts';

interface EditFormProps {
  assignment: EditAssignmentQuery['assignment'];
  course: AssignmentChoicesQuery['course'];
  reload(): Promise<void>;
}

/** What the person has answered so far. */
interface Choice {
  newRevision?: boolean;
  laterRuns?: number;
  edition?: number;
}

/** What the API asked before it saves. */
type Question = { filled: Filled; message: string; choice: Choice } & (
  | { kind: 'revision' }
  | { kind: 'lateness'; runs: number }
  | { kind: 'conflict'; edition: number; changed: string[] }
);

/** The form itself, as the assignment stands. */
export function EditAssignmentForm({ assignment, course, reload }: EditFormProps) {
  const t = useTranslations();
  const router = useRouter();
  const [update, { loading }] = useMutation(UpdateAssignmentDocument);
  const [question, setQuestion] = useState<Question>();
  const [reason, setReason] = useState('');
  const [edition, setEdition] = useState(assignment.edition);
  // As it was when the form opened: only what the person changed is sent.
  const [initial] = useState<Filled>(() => ({
    fields: fieldsOf(assignment),
    starterRecipe: assignment.starterRecipe,
  }));
  const draft = useDraft(`assignment:${assignment.id}`, initial.fields);
  const save = async (filled: Filled, choice: Choice = {}) => {
    const from = choice.edition ?? edition;
    try {
      await update({
        variables: {
          id: assignment.id,
          edition: from,
          input: assignmentChange(course.timeZone, initial, filled),
          newRevision: choice.newRevision ?? false,
          laterRuns: choice.laterRuns,
          reason,
        },
      });
    } catch (error) {
      const { code } = describeError(error);
      const message = errorText(t, error);
      const details = errorDetails(error);
      if (code === 'CONFIRMATION_NEEDED' && details.detail === 'LATENESS')
        return setQuestion({ kind: 'lateness', filled, message, choice, runs: Number(details.runs) });
      if (code === 'CONFIRMATION_NEEDED') return setQuestion({ kind: 'revision', filled, message, choice });
      if (code === 'EDIT_CONFLICT')
        return setQuestion({
          kind: 'conflict',
          filled,
          message,
          choice,
          edition: Number(details.edition),
          changed: Object.keys((details.changes ?? {}) as object),
        });
      setQuestion(undefined);
      throw error;
    }
    setQuestion(undefined);
    draft.forget();
    notifications.show({ message: t('assignments.saved') });
    // After a new revision, what counted can be trained again there.
    router.push(`/assignments/${assignment.id}${choice.newRevision ? '/manage' : ''}`);
  };
  const answer = (choice: Choice) => {
    if (!question) return;
    if (choice.edition !== undefined) setEdition(choice.edition);
    save(question.filled, { ...question.choice, ...choice }).catch((error) => {
      notifications.show({ color: 'red', title: t('assignments.notSaved'), message: errorText(t, error) });
    });
  };
  return (
    <>
      <AssignmentForm
        course={course}
        initial={initial}
        draft={draft}
        failedTitle={t('assignments.notSaved')}
        actions={[{ name: 'save', label: t('assignments.save') }]}
        save={(filled) => save(filled)}
      />
      <Dialog
        opened={question?.kind === 'revision'}
        onClose={() => setQuestion(undefined)}
        title={t('assignments.newRevisionTitle')}
      >
        <Stack>
          <Text size="sm">{question?.message}</Text>
          <Textarea
            label={t('assignments.revisionReason')}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setQuestion(undefined)}>
              {t('assignments.keepRevision')}
            </Button>
            <Button color="orange" loading={loading} onClick={() => answer({ newRevision: true })}>
              {t('assignments.newRevision')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
      <Dialog
        opened={question?.kind === 'lateness'}
        onClose={() => setQuestion(undefined)}
        title={t('assignments.laterTitle')}
      >
        {question?.kind === 'lateness' && (
          <Stack>
            <Text size="sm">{question.message}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setQuestion(undefined)}>
                {t('assignments.keepDates')}
              </Button>
              <Button color="orange" loading={loading} onClick={() => answer({ laterRuns: question.runs })}>
                {t('assignments.makeLate')}
              </Button>
            </Group>
          </Stack>
        )}
      </Dialog>
      <Dialog
        opened={question?.kind === 'conflict'}
        onClose={() => setQuestion(undefined)}
        title={t('assignments.conflictTitle')}
      >
        {question?.kind === 'conflict' && (
          <Stack>
            <Alert color="orange">{question.message}</Alert>
            {question.changed.length > 0 && (
              <div>
                <Text size="sm">{t('assignments.conflictChanged')}</Text>
                <List size="sm">
                  {[...new Set(question.changed.map((field) => fieldLabel(t, field)))].map((label) => (
                    <List.Item key={label}>{label}</List.Item>
                  ))}
                </List>
              </div>
            )}
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  draft.forget();
                  void reload();
                }}
              >
                {t('assignments.loadNewer')}
              </Button>
              <Button loading={loading} onClick={() => answer({ edition: question.edition })}>
                {t('assignments.saveMine')}
              </Button>
            </Group>
          </Stack>
        )}
      </Dialog>
    </>
  );
}
