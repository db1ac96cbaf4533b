'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RecipeIssue } from '#contracts/recipe';
import { type ApiError, describeError, errorText } from '../../graphql/apiError.ts';
import { type AssignmentQuery, SubmitRunDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { Section } from '../page/Section.tsx';
import { QuotaText } from '../quotas/QuotaText.tsx';
import { ParameterSummary } from './ParameterSummary.tsx';
import { RunEstimate } from './RunEstimate.tsx';
import type { RecipeForm } from './useRecipeForm.ts';

/** The recipe's network, what is wrong with the recipe, and the submit button. It stays in view beside a long form. */
export function SubmitCard({ form, assignment }: { form: RecipeForm; assignment: AssignmentQuery['assignment'] }) {
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
    <Stack gap="md" pos="sticky" top={76}>
      <Section title={t('recipes.network')}>
        {form.recipe ? (
          <Stack gap="md">
            <ParameterSummary recipe={form.recipe} classes={assignment.datasetVersion.classNames.length} />
            <RunEstimate recipe={form.recipe} assignment={assignment} />
          </Stack>
        ) : (
          <Text size="sm" c="dimmed">
            {t('recipes.networkIncomplete')}
          </Text>
        )}
      </Section>
      {form.issues.length > 0 && (
        <Alert color="orange" title={t('recipes.issues')} role="status">
          <IssueList issues={form.issues} />
        </Alert>
      )}
      {refusal && (
        <Alert color="red" title={t('recipes.refused')} role="alert">
          {refusal.message}
          <IssueList issues={refusal.issues} />
        </Alert>
      )}
      <Button
        size="md"
        loading={loading}
        disabled={form.issues.length > 0 || !assignment.isOpen || needsTeam}
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

function IssueList({ issues }: { issues: RecipeIssue[] }) {
  return (
    <List size="sm" spacing={4}>
      {issues.map(({ path, message }) => (
        <List.Item key={`${path} ${message}`}>
          <strong>{path}</strong>: {message}
        </List.Item>
      ))}
    </List>
  );
}
