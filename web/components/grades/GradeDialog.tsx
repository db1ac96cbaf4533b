'use client';

import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { GradebookDocument, GradebookHeadDocument, SetGradeDocument } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import type { GradeOfStudent } from './gradebookRows.ts';
import { Marks } from './Marks.tsx';

/** Points by hand, an override with its reason and feedback, for one grade. */
export function GradeDialog({
  student,
  assignment,
  grade,
  onClose,
}: {
  student: string;
  assignment: string;
  grade: GradeOfStudent;
  onClose: () => void;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const [failure, setFailure] = useState<string>();
  const [save] = useMutation(SetGradeDocument, { refetchQueries: [GradebookDocument, GradebookHeadDocument] });
  const form = useForm({
    initialValues: {
      handPoints: grade.handPoints ?? ('' as number | string),
      override: grade.override ?? ('' as number | string),
      overrideReason: grade.overrideReason,
      feedback: grade.feedback,
      wholeTeam: false,
    },
    validate: {
      overrideReason: (reason, { override }) =>
        override !== '' && reason.trim() === '' ? t('grades.reasonMissing') : null,
    },
  });
  const submit = async ({ handPoints, override, overrideReason, feedback, wholeTeam }: typeof form.values) => {
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
            feedback,
            wholeTeam,
            seen: grade.updatedAt ?? null,
          },
        },
      });
      notifications.show({ message: t('grades.saved', { student }) });
      onClose();
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) setFailure(errorText(t, error));
      for (const { path, message } of issues) form.setFieldError(path, message);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('grades.dialogTitle', { student, assignment })} size="lg">
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          {failure && (
            <Alert color="red" role="alert" title={t('grades.notSaved')}>
              {failure}
            </Alert>
          )}
          <FactList
            facts={[
              [
                t('grades.pointsNow'),
                t('grades.pointsOf', { points: formats.pointsOrDash(grade.points), outOf: grade.outOf }),
              ],
              [t('grades.pointsByRule'), formats.pointsOrDash(grade.rulePoints)],
              [t('grades.score'), formats.percentOrDash(grade.score)],
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
          <NumberInput
            label={t('grades.handPoints')}
            description={t('grades.handPointsDescription')}
            min={0}
            decimalScale={2}
            {...form.getInputProps('handPoints')}
          />
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
          <Textarea
            label={t('grades.feedback')}
            description={t('grades.feedbackDescription')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={10_000}
            {...form.getInputProps('feedback')}
          />
          <Checkbox label={t('grades.wholeTeam')} {...form.getInputProps('wholeTeam', { type: 'checkbox' })} />
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
    </Modal>
  );
}
