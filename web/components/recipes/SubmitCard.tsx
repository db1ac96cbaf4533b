'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiError, describeError, errorText } from '../../graphql/apiError.ts';
import { type AssignmentQuery, SubmitRunDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { useFormats } from '../page/formats.ts';
import { QuotaText } from '../quotas/QuotaText.tsx';
import { ProblemList } from './ProblemList.tsx';
import { RunEstimate } from './RunEstimate.tsx';
import { isMissing } from './substitute.ts';
import type { RecipeForm } from './useRecipeForm.ts';

interface SubmitCardProps {
  form: RecipeForm;
  assignment: AssignmentQuery['assignment'];
  onSubmitted: () => void;
}

/** How long the recipe would take, what is left, and the button that submits it. */
export function SubmitCard({ form, assignment, onSubmitted }: SubmitCardProps) {
  const t = useTranslations();
  const router = useRouter();
  const [submit, { loading }] = useMutation(SubmitRunDocument);
  const [refusal, setRefusal] = useState<Pick<ApiError, 'message' | 'issues'>>();
  const needsTeam = assignment.teamSize > 1 && !assignment.ownTeam && !isStaff(assignment.course.role);
  const send = async () => {
    setRefusal(undefined);
    try {
      const { data } = await submit({ variables: { input: { assignmentId: assignment.id, recipe: form.recipe } } });
      if (!data) return;
      onSubmitted();
      if (data.submitRun.alreadySubmitted)
        notifications.show({
          title: t('recipes.alreadySubmitted'),
          message: t('recipes.alreadySubmittedText'),
        });
      router.push(`/runs/${data.submitRun.run.id}`);
    } catch (error) {
      setRefusal({ message: errorText(t, error), issues: describeError(error).issues });
    }
  };
  return (
    <Stack gap="md">
      {form.recipe && <RunEstimate recipe={form.recipe} assignment={assignment} />}
      {isMissing(form.terms, form.nearest.backbone, form.nearest.weights) && (
        <Text size="sm" role="status">
          {t('recipes.weightsMissing', { backbone: form.nearest.backbone, weights: form.nearest.weights })}
        </Text>
      )}
      {refusal && (
        <Alert color="red" title={t('recipes.refused')} role="alert">
          {refusal.message}
          <ProblemList problems={refusal.issues} />
        </Alert>
      )}
      {assignment.isOpen && <LateNotice assignment={assignment} />}
      <Button
        size="md"
        loading={loading}
        disabled={form.problems.length > 0 || !assignment.isOpen || needsTeam}
        onClick={send}
      >
        {t('recipes.submit')}
      </Button>
      <Text size="sm" c="dimmed" ta="center">
        {!assignment.isOpen ? (
          t('recipes.assignmentNotOpen')
        ) : needsTeam ? (
          t('recipes.teamNeeded')
        ) : (
          <QuotaText quota={assignment.ownQuota} runsAtOnce={assignment.runsAtOnce} />
        )}
      </Text>
    </Stack>
  );
}

/** Says that a run which is submitted now is late, and what that costs; nothing before the reader's own due date. */
function LateNotice({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { daysLate: days } = assignment.ownDates;
  if (days === 0) return null;
  const lost = Math.min(1, days * assignment.latePenalty);
  return (
    <Alert color="orange" role="status" data-testid="late">
      {lost > 0
        ? t('recipes.latePenalty', { days, share: formats.wholePercent(lost) })
        : t('recipes.lateWithoutPenalty', { days })}
    </Alert>
  );
}
