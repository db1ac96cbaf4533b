'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Checkbox, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { GradebookDocument, GradebookHeadDocument, SetGradeDocument } from '../../graphql/generated/graphql.ts';
import { DraftNotice } from '../drafts/DraftNotice.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Dialog } from '../page/Dialog.tsx';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { scoreNumber } from '../scores/ScoreText.tsx';
import type { GradedAssignment, GradeOfStudent } from './gradebookRows.ts';
import { Marks } from './Marks.tsx';

/** Points by hand, an override or an excuse with its reason, and feedback, for one grade. */
export function GradeDialog({
  student,
  assignment,
  grade,
  onClose,
}: {
  student: string;
  assignment: GradedAssignment;
  grade: GradeOfStudent;
  onClose: () => void;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const [failure, setFailure] = useState<string>();
  const [save] = useMutation(SetGradeDocument, { refetchQueries: [GradebookDocument, GradebookHeadDocument] });
  const given = {
    handPoints: grade.handPoints ?? ('' as number | string),
    override: grade.override ?? ('' as number | string),
    overrideReason: grade.overrideReason,
    excused: grade.isExcused,
    excuseReason: grade.excuseReason,
    feedback: grade.feedback,
    wholeTeam: false,
  };
  // What somebody else saves meanwhile is not what this dialog began with.
  const [seen] = useState(grade.updatedAt ?? null);
  const draft = useDraft(`grade:${grade.id}`, given);
  const form = useForm({
    initialValues: draft.initial,
    onValuesChange: draft.keep,
    validate: {
      overrideReason: (reason, { override }) =>
        override !== '' && reason.trim() === '' ? t('grades.reasonMissing') : null,
      excuseReason: (reason, { excused }) => (excused && reason.trim() === '' ? t('grades.excuseReasonMissing') : null),
    },
  });
  const submit = async (fields: typeof form.values) => {
    const { handPoints, override, overrideReason, excused, excuseReason, feedback, wholeTeam } = fields;
    setFailure(undefined);
    try {
      await save({
        variables: {
          input: {
            assignmentId: grade.assignmentId,
            studentId: grade.studentId,
            handPoints: handPoints === '' ? null : Number(handPoints),
            override: override === '' ? null : Number(override),
            overrideReason: override === '' ? null : overrideReason,
            excused,
            excuseReason: excused ? excuseReason : null,
            feedback,
            wholeTeam,
            seen,
          },
        },
      });
      draft.forget();
      notifications.show({ message: t('grades.saved', { student }) });
      onClose();
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) setFailure(errorText(t, error));
      for (const issue of issues) form.setFieldError(issue.path, issueText(t, issue));
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('grades.dialogTitle', { student, assignment: assignment.title })}
      size="lg"
    >
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <DraftNotice draft={draft} onGiveUp={() => form.setValues(given)} />
          {failure && (
            <Alert color="red" role="alert" title={t('grades.notSaved')}>
              {failure}
            </Alert>
          )}
          <FactList
            facts={[
              [
                t('grades.pointsNow'),
                grade.isExcused
                  ? t('grades.excused')
                  : t('grades.pointsOf', { points: formats.pointsOrDash(grade.points), outOf: grade.outOf }),
              ],
              [t('grades.pointsByRule'), formats.pointsOrDash(grade.rulePoints)],
              [
                t('grades.score'),
                typeof grade.score === 'number' ? scoreNumber(grade.score, assignment.metric, formats) : '–',
              ],
              [
                t('grades.published'),
                grade.publishedAt
                  ? t('grades.publishedValue', {
                      points: formats.pointsOrDash(grade.publishedPoints),
                      moment: formats.moment(grade.publishedAt),
                    })
                  : t('grades.notPublished'),
              ],
            ]}
          />
          <Group gap={0}>
            <Marks grade={grade} />
          </Group>
          {grade.runId && (
            <Anchor component={Link} href={`/runs/${grade.runId}`} size="sm">
              {t('grades.openRun')}
            </Anchor>
          )}
          {(assignment.handPoints > 0 || typeof grade.handPoints === 'number') && (
            <NumberInput
              label={t('grades.handPoints')}
              description={t('grades.handPointsDescription', { most: assignment.handPoints })}
              min={0}
              decimalScale={2}
              {...form.getInputProps('handPoints')}
            />
          )}
          <NumberInput
            label={t('grades.override')}
            description={t('grades.overrideDescription', { outOf: grade.outOf })}
            min={0}
            decimalScale={2}
            {...form.getInputProps('override')}
          />
          <TextInput
            label={t('grades.reason')}
            description={t('grades.reasonDescription')}
            maxLength={500}
            required={form.values.override !== ''}
            {...form.getInputProps('overrideReason')}
          />
          <Checkbox
            label={t('grades.excuse')}
            description={t('grades.excuseDescription')}
            {...form.getInputProps('excused', { type: 'checkbox' })}
          />
          {form.values.excused && (
            <TextInput
              label={t('grades.excuseReason')}
              description={t('grades.reasonDescription')}
              maxLength={500}
              required
              {...form.getInputProps('excuseReason')}
            />
          )}
          <Textarea
            label={t('grades.feedback')}
            description={t('grades.feedbackDescription')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={10_000}
            {...form.getInputProps('feedback')}
          />
          {assignment.teamSize > 1 && (
            <Checkbox label={t('grades.wholeTeam')} {...form.getInputProps('wholeTeam', { type: 'checkbox' })} />
          )}
          <Text size="xs" c="dimmed">
            {t('grades.saveHint')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('grades.cancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('grades.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
