'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leaderboardMetrics } from '#contracts/metrics';
import { defaultPublicShare, defaultScoreStep, publicImages } from '#contracts/publicShare';
import { errorText } from '../../graphql/apiError.ts';
import { CourseDocument, type CourseQuery, CreateAssignmentDocument } from '../../graphql/generated/graphql.ts';
import { type AssignmentFields, assignmentInput, assignmentRules } from './assignmentInput.ts';

const firstRecipe = `backbone: MobileNetV2
training: {epochs: 20, batchSize: 32}
`;

/** What the API chooses for a dataset with so many test images. */
function defaultStep(testImages: number): number {
  return defaultScoreStep(publicImages(testImages, defaultPublicShare));
}

export function AssignmentForm({ course }: { course: CourseQuery['course'] }) {
  const t = useTranslations();
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
  const form = useForm({ initialValues, validate: assignmentRules(t) });
  const version = versions.find(({ id }) => id === form.values.datasetVersionId);
  const submit = async (fields: AssignmentFields) => {
    setFailure(undefined);
    try {
      const { data } = await create({ variables: { input: assignmentInput(course.id, fields) } });
      if (data) router.push(`/assignments/${data.createAssignment.id}`);
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        {failure && (
          <Alert color="red" role="alert" title={t('assignments.notCreated')}>
            {failure}
          </Alert>
        )}
        <TextInput label={t('assignments.name')} required {...form.getInputProps('title')} />
        <Textarea
          label={t('assignments.description')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('description')}
        />
        <Select
          label={t('assignments.dataset')}
          required
          allowDeselect={false}
          data={versions.map(({ id, name, hash }) => ({ value: id, label: `${name} (${hash.slice(0, 8)})` }))}
          {...form.getInputProps('datasetVersionId')}
        />
        <Textarea
          label={t('assignments.starterRecipe')}
          description={t('assignments.starterRecipeDescription')}
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
            label={t('assignments.metric')}
            allowDeselect={false}
            data={leaderboardMetrics.map((metric) => ({ value: metric, label: t(`metrics.${metric}`) }))}
            {...form.getInputProps('metric')}
          />
          <NumberInput
            label={t('assignments.dailyQuota')}
            min={1}
            allowDecimal={false}
            {...form.getInputProps('dailyQuota')}
          />
        </Group>
        <NumberInput
          label={t('assignments.scoreStep')}
          description={t('assignments.scoreStepDescription')}
          placeholder={version && t('assignments.scoreStepDefault', { step: defaultStep(version.testCount) })}
          min={0.0001}
          max={0.5}
          step={0.005}
          {...form.getInputProps('scoreStep')}
        />
        <TextInput
          label={t('assignments.deadline')}
          description={t('assignments.deadlineDescription')}
          type="datetime-local"
          {...form.getInputProps('closesAt')}
        />
        <Button type="submit" loading={loading}>
          {t('assignments.submit')}
        </Button>
      </Stack>
    </form>
  );
}
