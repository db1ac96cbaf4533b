'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { type CourseSettingsQuery, UpdateCourseDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';

/** A course's title, time zone, and how long it keeps models. */
export function SettingsForm({ course }: { course: CourseSettingsQuery['course'] }) {
  const t = useTranslations();
  const [update] = useMutation(UpdateCourseDocument);
  const { id, title, timeZone, keepModelsDays, archivedAt } = course;
  const form = useForm({
    initialValues: { title, timeZone: timeZone as string | null, keepModelsDays: keepModelsDays as number | string },
    validate: { title: (text) => (text.trim() === '' ? t('courses.nameMissing') : null) },
  });
  const submit = async (fields: typeof form.values) => {
    const input = {
      courseId: id,
      title: fields.title,
      timeZone: fields.timeZone,
      keepModelsDays: Number(fields.keepModelsDays),
    };
    try {
      await update({ variables: { input } });
      form.resetDirty();
      notifications.show({ message: t('courseSettings.saved') });
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) form.setFieldError('title', errorText(t, error));
      for (const { path, message } of issues) form.setFieldError(path, message);
    }
  };
  const isArchived = archivedAt !== null;
  return (
    <Section title={t('courseSettings.title')}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <TextInput
            label={t('courses.name')}
            maxLength={200}
            autoComplete="off"
            disabled={isArchived}
            {...form.getInputProps('title')}
          />
          <TimeZoneField disabled={isArchived} {...form.getInputProps('timeZone')} />
          <NumberInput
            label={t('courseSettings.keepModels')}
            description={t('courseSettings.keepModelsDescription')}
            min={1}
            max={3650}
            disabled={isArchived}
            {...form.getInputProps('keepModelsDays')}
          />
          <Group>
            <Button type="submit" loading={form.submitting} disabled={isArchived}>
              {t('courseSettings.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
