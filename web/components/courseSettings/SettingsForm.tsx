'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { languageOrNull } from '#contracts/languages';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { type CourseSettingsQuery, MeDocument, UpdateCourseDocument } from '../../graphql/generated/graphql.ts';
import { LanguageField } from '../page/LanguageField.tsx';
import { Section } from '../page/Section.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';

/** A course's title, time zone, language, how long it keeps models, and whether its lectures have guests. */
export function SettingsForm({ course }: { course: CourseSettingsQuery['course'] }) {
  const t = useTranslations();
  const [update] = useMutation(UpdateCourseDocument, { refetchQueries: [MeDocument] });
  const { id, title, timeZone, language, keepModelsDays, guestsInLectures, archivedAt } = course;
  const form = useForm({
    initialValues: {
      title,
      timeZone: timeZone as string | null,
      language: (language ?? '') as string | null,
      keepModelsDays: keepModelsDays as number | string,
      guestsInLectures,
    },
    validate: { title: (text) => (text.trim() === '' ? t('courses.nameMissing') : null) },
  });
  const submit = async (fields: typeof form.values) => {
    const input = {
      courseId: id,
      title: fields.title,
      timeZone: fields.timeZone,
      language: languageOrNull(fields.language),
      keepModelsDays: Number(fields.keepModelsDays),
      guestsInLectures: fields.guestsInLectures,
    };
    try {
      await update({ variables: { input } });
      form.resetDirty();
      notifications.show({ message: t('courseSettings.saved') });
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) form.setFieldError('title', errorText(t, error));
      for (const issue of issues) form.setFieldError(issue.path, issueText(t, issue));
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
          <LanguageField
            label={t('courseSettings.language')}
            description={t('courseSettings.languageDescription')}
            none={t('courseSettings.languageNone')}
            disabled={isArchived}
            {...form.getInputProps('language')}
          />
          <NumberInput
            label={t('courseSettings.keepModels')}
            description={t('courseSettings.keepModelsDescription')}
            min={1}
            max={3650}
            disabled={isArchived}
            {...form.getInputProps('keepModelsDays')}
          />
          <Switch
            label={t('courseSettings.guests')}
            description={t('courseSettings.guestsDescription')}
            disabled={isArchived}
            {...form.getInputProps('guestsInLectures', { type: 'checkbox' })}
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
