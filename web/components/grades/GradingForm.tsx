'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Group, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type PartialCredit, partialCredits } from '#contracts/grading';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { type GradingQuery, SetGradingRuleDocument } from '../../graphql/generated/graphql.ts';
import { mayChange } from '../accounts/roles.ts';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Section } from '../page/Section.tsx';
import { GradePreview } from './GradePreview.tsx';
import { fieldProblems, type GradingFields, gradingFields, isLoss, ruleInput } from './gradingFields.ts';

/** The rule by which scores become points, with what the class would get by it. */
export function GradingForm({ assignment }: { assignment: GradingQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { metric } = assignment;
  const changes = mayChange(assignment.course);
  const [failure, setFailure] = useState<string>();
  const [save, { loading }] = useMutation(SetGradingRuleDocument);
  const form = useForm<GradingFields>({
    initialValues: gradingFields(assignment),
    validate: (fields) => fieldProblems(t, fields, metric),
    validateInputOnBlur: true,
  });
  const [tried] = useDebouncedValue(form.values, 500);
  const problems = fieldProblems(t, tried, metric);
  const attempt = async (rule: ReturnType<typeof ruleInput> | null, done: string) => {
    setFailure(undefined);
    try {
      await save({ variables: { input: { assignmentId: assignment.id, rule, weight: Number(form.values.weight) } } });
      notifications.show({ message: done });
    } catch (error) {
      setFailure(
        describeError(error)
          .issues.map((issue) => issueText(t, issue))
          .join(' ') || errorText(t, error),
      );
    }
  };
  return (
    <form onSubmit={form.onSubmit((fields) => attempt(ruleInput(fields, metric), t('grades.ruleSaved')))} noValidate>
      <Stack gap="lg">
        {failure && (
          <Alert color="red" role="alert" title={t('grades.notSaved')}>
            {failure}
          </Alert>
        )}
        <Section title={t('grades.rule')}>
          <fieldset disabled={!changes} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
            <Stack>
              <Group grow align="flex-start">
                <NumberInput
                  label={t('grades.maxPoints')}
                  description={t('grades.maxPointsDescription')}
                  required
                  min={0}
                  {...form.getInputProps('maxPoints')}
                />
                <NumberInput
                  label={t('grades.weight')}
                  description={t('grades.weightDescription')}
                  min={0}
                  {...form.getInputProps('weight')}
                />
              </Group>
              <Stack gap="xs" component="fieldset" m={0} p={0} style={{ border: 0 }}>
                <Text component="legend" size="sm" fw={600}>
                  {t(isLoss(metric) ? 'grades.lossThresholds' : 'grades.thresholds', {
                    metric: t(`metrics.${metric}`),
                  })}
                </Text>
                {form.values.thresholds.map((threshold, index) => (
                  <Group key={threshold.key} align="flex-start" wrap="nowrap" gap="xs">
                    <NumberInput
                      aria-label={t('grades.thresholdScore', { number: index + 1 })}
                      {...(isLoss(metric) ? { decimalScale: 6 } : { suffix: '%', max: 100, decimalScale: 2 })}
                      min={0}
                      {...form.getInputProps(`thresholds.${index}.percent`)}
                    />
                    <NumberInput
                      aria-label={t('grades.thresholdPoints', { number: index + 1 })}
                      suffix={` ${t('grades.points')}`}
                      min={0}
                      decimalScale={2}
                      {...form.getInputProps(`thresholds.${index}.points`)}
                    />
                    <Button
                      variant="subtle"
                      color="red"
                      px="xs"
                      flex="none"
                      onClick={() => form.removeListItem('thresholds', index)}
                    >
                      {t('grades.removeThreshold')}
                      <span className="visually-hidden"> {index + 1}</span>
                    </Button>
                  </Group>
                ))}
                <Group>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={form.values.thresholds.length >= 20}
                    onClick={() =>
                      form.insertListItem('thresholds', { key: crypto.randomUUID(), percent: '', points: '' })
                    }
                  >
                    {t('grades.addThreshold')}
                  </Button>
                </Group>
                <Text size="xs" c="dimmed">
                  {t('grades.belowFirst')}
                </Text>
              </Stack>
              <Stack gap={4}>
                <Text size="sm" fw={500} id="partial-credit">
                  {t('grades.partial')}
                </Text>
                <SegmentedControl
                  aria-labelledby="partial-credit"
                  data={partialCredits.map((value) => ({ value, label: t(`grades.partialCredits.${value}`) }))}
                  value={form.values.partial}
                  onChange={(value) => form.setFieldValue('partial', value as PartialCredit)}
                />
              </Stack>
              <Group grow align="flex-start">
                <NumberInput
                  label={t('grades.completion')}
                  description={t('grades.completionDescription')}
                  min={0}
                  {...form.getInputProps('completion')}
                />
                <NumberInput
                  label={t('grades.handPoints')}
                  description={t('grades.handPointsMost')}
                  min={0}
                  {...form.getInputProps('handPoints')}
                />
              </Group>
            </Stack>
          </fieldset>
        </Section>
        <Section title={t('grades.preview')} description={t('grades.previewDescription')}>
          {Object.keys(problems).length === 0 ? (
            <GradePreview
              assignmentId={assignment.id}
              rule={ruleInput(tried, metric)}
              changesRule={assignment.gradingRule !== null}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {t('grades.previewWaits')}
            </Text>
          )}
        </Section>
        {assignment.gradesPublishedAt && (
          <Alert color="blue" title={t('grades.ruleOfPublished')}>
            {t.rich('grades.ruleOfPublishedText', {
              moment: formats.moment(assignment.gradesPublishedAt),
              gradebook: (text) => (
                <Anchor component={Link} href={`/courses/${assignment.course.id}/grades`} size="sm" underline="always">
                  {text}
                </Anchor>
              ),
            })}
          </Alert>
        )}
        <Group justify="flex-end">
          {changes && assignment.gradingRule && (
            <Button variant="default" color="red" onClick={() => attempt(null, t('grades.ruleRemoved'))}>
              {t('grades.removeRule')}
            </Button>
          )}
          <Button component={Link} href={`/courses/${assignment.course.id}/grades`} variant="default">
            {t('grades.title')}
          </Button>
          {changes && (
            <Button type="submit" loading={loading}>
              {t('grades.saveRule')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
