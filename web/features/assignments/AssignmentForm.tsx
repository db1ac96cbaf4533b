'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { leaderboardMetrics } from '#contracts/metrics';
import { defaultPublicShare, defaultScoreStep, publicImages } from '#contracts/publicShare';
import { describeError } from '../../graphql/apiError.ts';
import { CourseDocument, type CourseQuery, CreateAssignmentDocument } from '../../graphql/generated/graphql.ts';
import { type AssignmentFields, assignmentInput, assignmentRules } from './assignmentInput.ts';
import { metricNames } from './metricNames.ts';

const firstRecipe = `backbone: MobileNetV2
training: {epochs: 20, batchSize: 32}
`;

/** What the API chooses for a dataset with so many test images. */
function defaultStep(testImages: number): number {
  return defaultScoreStep(publicImages(testImages, defaultPublicShare));
}

export function AssignmentForm({ course }: { course: CourseQuery['course'] }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string>();
  const [create, { loading }] = useMutation(CreateAssignmentDocument, { refetchQueries: [CourseDocument] });
  const versions = course.datasets.flatMap((dataset) =>
    dataset.versions.map((version) => ({ ...version, name: dataset.name })),
  );
  const initialValues: AssignmentFields = {
    title: '',
    description: '',
    datasetVersionId: versions[0]?.id ?? null,
    starterRecipe: firstRecipe,
    metric: 'ACCURACY',
    closesAt: '',
    dailyQuota: 20,
    scoreStep: '',
  };
  const form = useForm({ initialValues, validate: assignmentRules });
  const version = versions.find(({ id }) => id === form.values.datasetVersionId);
  const submit = async (fields: AssignmentFields) => {
    setFailure(undefined);
    try {
      const { data } = await create({ variables: { input: assignmentInput(course.id, fields) } });
      if (data) router.push(`/assignments/${data.createAssignment.id}`);
    } catch (error) {
      setFailure(describeError(error).message);
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        {failure && (
          <Alert color="red" role="alert" title="The assignment was not created">
            {failure}
          </Alert>
        )}
        <TextInput label="Title" required {...form.getInputProps('title')} />
        <Textarea label="Description" autosize minRows={2} maxRows={8} {...form.getInputProps('description')} />
        <Select
          label="Dataset"
          required
          allowDeselect={false}
          data={versions.map(({ id, name, hash }) => ({ value: id, label: `${name} (${hash.slice(0, 8)})` }))}
          {...form.getInputProps('datasetVersionId')}
        />
        <Textarea
          label="Starter recipe"
          description="YAML. The recipe form starts from it; students may change everything."
          required
          autosize
          minRows={3}
          maxRows={14}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('starterRecipe')}
        />
        <Group grow align="flex-start">
          <Select
            label="Leaderboard ranks by"
            allowDeselect={false}
            data={leaderboardMetrics.map((metric) => ({ value: metric, label: metricNames[metric] }))}
            {...form.getInputProps('metric')}
          />
          <NumberInput
            label="Runs a student may submit a day"
            min={1}
            allowDecimal={false}
            {...form.getInputProps('dailyQuota')}
          />
        </Group>
        <NumberInput
          label="Step of public scores"
          description="Until the deadline students see their score rounded down to a multiple of this, so that it tells little about single test images."
          placeholder={version && `${defaultStep(version.testCount)}: two images of the public half`}
          min={0.0001}
          max={0.5}
          step={0.005}
          {...form.getInputProps('scoreStep')}
        />
        <TextInput
          label="Deadline"
          description="Leave it empty for none."
          type="datetime-local"
          {...form.getInputProps('closesAt')}
        />
        <Button type="submit" loading={loading}>
          Create assignment
        </Button>
      </Stack>
    </form>
  );
}
