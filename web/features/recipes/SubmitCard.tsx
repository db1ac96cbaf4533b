'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { RecipeIssue } from '#contracts/recipe';
import { type ApiError, describeError } from '../../graphql/apiError.ts';
import { type AssignmentQuery, SubmitRunDocument } from '../../graphql/generated/graphql.ts';
import { formatCount } from '../formats/numbers.ts';
import { Section } from '../shell/Section.tsx';
import { ParameterSummary } from './ParameterSummary.tsx';
import type { RecipeForm } from './useRecipeForm.ts';

/**
 * What the recipe comes to, what keeps it from being submitted, and the button. It stays in view beside a long form.
 */
export function SubmitCard({ form, assignment }: { form: RecipeForm; assignment: AssignmentQuery['assignment'] }) {
  const router = useRouter();
  const [submit, { loading }] = useMutation(SubmitRunDocument);
  const [refusal, setRefusal] = useState<ApiError>();
  const send = async () => {
    setRefusal(undefined);
    try {
      const { data } = await submit({ variables: { input: { assignmentId: assignment.id, recipe: form.recipe } } });
      if (!data) return;
      if (data.submitRun.alreadySubmitted)
        notifications.show({
          title: 'You had submitted this recipe before',
          message: 'This is that run. Another seed gives a new one.',
        });
      router.push(`/runs/${data.submitRun.run.id}`);
    } catch (error) {
      setRefusal(describeError(error));
    }
  };
  return (
    <Stack gap="md" pos="sticky" top={76}>
      <Section title="The network">
        {form.recipe ? (
          <ParameterSummary recipe={form.recipe} classes={assignment.datasetVersion.classNames.length} />
        ) : (
          <Text size="sm" c="dimmed">
            Shown as soon as the recipe is whole.
          </Text>
        )}
      </Section>
      {form.issues.length > 0 && (
        <Alert color="orange" title="To be mended first" role="status">
          <IssueList issues={form.issues} />
        </Alert>
      )}
      {refusal && (
        <Alert color="red" title="The run was not submitted" role="alert">
          {refusal.message}
          <IssueList issues={refusal.issues} />
        </Alert>
      )}
      <Button size="md" loading={loading} disabled={form.issues.length > 0 || !assignment.isOpen} onClick={send}>
        Submit run
      </Button>
      <Text size="sm" c="dimmed" ta="center">
        {assignment.isOpen
          ? `${formatCount(assignment.quotaLeft)} of ${formatCount(assignment.dailyQuota)} runs left today`
          : 'This assignment is not open.'}
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
