'use client';

import { useQuery } from '@apollo/client/react';
import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  type NumberInputProps,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { countingRules } from '#contracts/assignment';
import { backboneEntries, backboneNames } from '#contracts/backboneEntries';
import { leaderboardMetrics, metricIssue } from '#contracts/metrics';
import { defaultScoreStep, publicImages } from '#contracts/publicShare';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { type AssignmentChoicesQuery, MissingWeightsDocument } from '../../graphql/generated/graphql.ts';
import { DraftNotice } from '../drafts/DraftNotice.tsx';
import type { Draft } from '../drafts/useDraft.ts';
import { MultiSelect, Select } from '../page/Select.tsx';
import { byFamily } from '../recipes/choices.ts';
import { RecipeEditor } from '../recipes/RecipeEditor.tsx';
import { draftOf } from '../recipes/recipeDraft.ts';
import { useRecipeForm } from '../recipes/useRecipeForm.ts';
import { type AssignmentFields, allowedOf, assignmentRules, fieldLabel } from './assignmentInput.ts';
import { DescriptionField } from './DescriptionField.tsx';

/** What the form is about to send. */
export interface Filled {
  fields: AssignmentFields;
  starterRecipe: unknown;
}

interface AssignmentFormProps {
  course: AssignmentChoicesQuery['course'];
  initial: Filled;
  /** Whether the starter recipe is compared with what it was: there is nothing to compare a new one with. */
  isNew?: boolean;
  /** Keeps the fields until they are saved, which its owner says. */
  draft: Draft<AssignmentFields>;
  /** The buttons under the form: each one sends it to `save` with its own name. */
  actions: readonly { name: string; label: string; variant?: string }[];
  /** Throws what the API answers; it is then shown at its field. */
  save(filled: Filled, action: string): Promise<void>;
  failedTitle: string;
}

/** All that staff set of an assignment, for a new one and for one that is there. */
export function AssignmentForm({
  course,
  initial,
  isNew = false,
  draft,
  actions,
  save,
  failedTitle,
}: AssignmentFormProps) {
  const t = useTranslations();
  const reopens = useSearchParams().has('reopen');
  const [failure, setFailure] = useState<string>();
  const [saving, setSaving] = useState<string>();
  const form = useForm({
    initialValues: draft.initial,
    validate: assignmentRules(t),
    onValuesChange: draft.keep,
  });
  const { values } = form;
  const starter = useRef<HTMLFieldSetElement>(null);
  const allowed = allowedOf(values);
  const versions = course.datasets.flatMap((dataset) =>
    dataset.versions.map((version, at) => ({
      ...version,
      label: t('assignments.datasetVersion', {
        name: dataset.name,
        number: dataset.versions.length - at,
        hash: version.hash.slice(0, 8),
      }),
    })),
  );
  const missing = useQuery(MissingWeightsDocument);
  const version = versions.find(({ id }) => id === values.datasetVersionId);
  const before = isNew ? undefined : initial.starterRecipe;
  const recipe = useRecipeForm(() => draftOf(initial.starterRecipe), before, {
    allowed,
    classNames: version?.classNames ?? twoClasses,
    published: course.publishedWeights,
    missing: missing.data?.missingWeights ?? [],
  });
  const element = useRef<HTMLFormElement>(null);
  /** Goes to the first of the fields in the order of the page, once their faults are drawn. */
  const goTo = (fields: readonly string[]) =>
    setTimeout(() => {
      const inputs = [...(element.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
      const first = inputs.find((input) => fields.includes(input.dataset.path ?? ''));
      first?.scrollIntoView({ block: 'center' });
      first?.focus({ preventScroll: true });
    });
  const submit = async (fields: AssignmentFields, action: string) => {
    setFailure(undefined);
    if (!recipe.recipe || recipe.problems.length > 0) {
      setFailure(t('assignments.recipeWrong'));
      const wrong = starter.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? starter.current;
      wrong?.scrollIntoView({ block: 'center' });
      return wrong?.focus({ preventScroll: true });
    }
    setSaving(action);
    try {
      await save({ fields, starterRecipe: recipe.recipe }, action);
    } catch (error) {
      const wrong = describeError(error).issues.flatMap((issue) => {
        const field = issue.path === 'budgetSeconds' ? 'budgetMinutes' : issue.path;
        if (!(field in values)) return [];
        form.setFieldError(field, issueText(t, issue));
        return [field];
      });
      setFailure(errorText(t, error));
      goTo(wrong);
    }
    setSaving(undefined);
  };
  const zone = t('assignments.inZone', { timeZone: course.timeZone });
  const time = (name: 'opensAt' | 'dueAt' | 'closesAt' | 'teamsUntil', label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      type="datetime-local"
      // Who chose "Reopen" came to move the end.
      autoFocus={reopens && name === 'closesAt'}
      {...form.getInputProps(name)}
    />
  );
  const limit = (name: keyof AssignmentFields, label: string, props: NumberInputProps = {}) => (
    <NumberInput
      label={label}
      min={1}
      allowDecimal={false}
      placeholder={t('assignments.noLimit')}
      {...props}
      {...form.getInputProps(name)}
    />
  );
  return (
    <form ref={element} onSubmit={(event) => event.preventDefault()} noValidate>
      <Stack gap="lg">
        <DraftNotice draft={draft} onGiveUp={() => form.setValues(initial.fields)} />
        <Fieldset legend={t('assignments.groups.text')}>
          <Stack>
            <TextInput label={t('assignments.name')} required {...form.getInputProps('title')} />
            <DescriptionField courseId={course.id} {...form.getInputProps('description')} />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('assignments.groups.dates')}>
          <Stack>
            <Text size="sm" c="dimmed">
              {zone}
            </Text>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              {time('opensAt', t('assignments.opensAt'), t('assignments.opensAtDescription'))}
              {time('dueAt', t('assignments.dueAt'), t('assignments.dueAtDescription'))}
              {time('closesAt', t('assignments.deadline'), t('assignments.deadlineDescription'))}
            </SimpleGrid>
            <NumberInput
              label={t('assignments.latePenalty')}
              description={t('assignments.latePenaltyDescription')}
              min={0}
              max={100}
              suffix=" %"
              w={{ base: '100%', sm: 320 }}
              {...form.getInputProps('latePenalty')}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('assignments.groups.scoring')}>
          <Stack>
            <Select
              label={t('assignments.dataset')}
              required
              allowDeselect={false}
              data={versions.map(({ id, label }) => ({ value: id, label }))}
              {...form.getInputProps('datasetVersionId')}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label={t('assignments.metric')}
                allowDeselect={false}
                data={leaderboardMetrics.map((metric) => ({
                  value: metric,
                  label: t(`metrics.${metric}`),
                  disabled: version !== undefined && metricIssue(metric, version.classNames.length) !== undefined,
                }))}
                {...form.getInputProps('metric')}
              />
              <Select
                label={t('assignments.countingRule')}
                allowDeselect={false}
                data={countingRules.map((rule) => ({ value: rule, label: t(`assignments.countingRules.${rule}`) }))}
                {...form.getInputProps('countingRule')}
              />
              <NumberInput
                label={t('assignments.publicShare')}
                description={t('assignments.publicShareDescription')}
                min={1}
                max={99}
                suffix=" %"
                {...form.getInputProps('publicShare')}
              />
              <NumberInput
                label={t('assignments.scoreStep')}
                description={t('assignments.scoreStepDescription')}
                placeholder={
                  version &&
                  t('assignments.scoreStepDefault', {
                    step: defaultScoreStep(publicImages(version.testCount, Number(values.publicShare) / 100)),
                  })
                }
                min={0.0001}
                max={0.5}
                step={0.005}
                {...form.getInputProps('scoreStep')}
              />
            </SimpleGrid>
          </Stack>
        </Fieldset>
        <Fieldset legend={t('assignments.groups.quota')}>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }}>
            {limit('dailyQuota', t('assignments.dailyQuota'), { placeholder: '' })}
            {limit('totalQuota', t('assignments.totalQuota'))}
            {limit('runsAtOnce', t('assignments.runsAtOnce'))}
            {limit('budgetMinutes', t('assignments.budgetMinutes'), { allowDecimal: true, min: 0.1 })}
          </SimpleGrid>
          <Text size="xs" c="dimmed" mt="xs">
            {t('assignments.budgetDescription')}
          </Text>
        </Fieldset>
        <Fieldset legend={t('assignments.groups.teams')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('assignments.teamSize')}
              description={t('assignments.teamSizeDescription')}
              min={1}
              max={50}
              allowDecimal={false}
              {...form.getInputProps('teamSize')}
            />
            {Number(values.teamSize) > 1 &&
              time('teamsUntil', t('assignments.teamsUntil'), t('assignments.teamsUntilDescription'))}
          </SimpleGrid>
        </Fieldset>
        <Fieldset legend={t('assignments.groups.allowed')}>
          <Stack>
            <MultiSelect
              label={t('assignments.allowedBackbones')}
              placeholder={values.backbones.length === 0 ? t('assignments.allOfThem') : undefined}
              data={byFamily(backboneNames)}
              searchable
              clearable
              {...form.getInputProps('backbones')}
            />
            <MultiSelect
              label={t('assignments.allowedWeights')}
              placeholder={values.weights.length === 0 ? t('assignments.allOfThem') : undefined}
              data={[
                ...ownWeights.map((name) => ({ value: name, label: name })),
                ...course.publishedWeights.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              clearable
              {...form.getInputProps('weights')}
            />
            <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }}>
              {limit('maxEpochs', t('assignments.maxEpochs'))}
              {limit('maxBatchSize', t('assignments.maxBatchSize'))}
              {limit('maxUnits', t('assignments.maxUnits'))}
              {limit('maxInputSize', t('assignments.maxInputSize'))}
            </SimpleGrid>
            <Checkbox label={t('assignments.allowInt8')} {...form.getInputProps('int8', { type: 'checkbox' })} />
          </Stack>
        </Fieldset>
        <Fieldset ref={starter} tabIndex={-1} legend={t('assignments.starterRecipe')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('assignments.starterRecipeDescription')}
          </Text>
          <RecipeEditor
            form={recipe}
            starter={before}
            published={course.publishedWeights}
            datasetVersionId={version?.id}
          />
        </Fieldset>
        {failure && (
          <Alert color="red" role="alert" title={failedTitle}>
            {failure}
          </Alert>
        )}
        {Object.keys(form.errors).length > 0 && (
          <Text size="sm" c="red" role="status">
            {t('assignments.fieldsWrong', {
              fields: Object.keys(form.errors)
                .map((field) => fieldLabel(t, field))
                .join(', '),
            })}
          </Text>
        )}
        <Group justify="flex-end">
          {actions.map(({ name, label, variant }) => (
            <Button
              key={name}
              variant={variant ?? 'filled'}
              loading={saving === name}
              disabled={saving !== undefined}
              onClick={() =>
                form.onSubmit(
                  (fields) => submit(fields, name),
                  (errors) => void goTo(Object.keys(errors)),
                )()
              }
            >
              {label}
            </Button>
          ))}
        </Group>
      </Stack>
    </form>
  );
}

/** How many outputs a network has before a dataset is chosen. */
const twoClasses = ['', ''];

const ownWeights = [...new Set(backboneNames.flatMap((name) => [...backboneEntries[name].weights] as string[]))];
