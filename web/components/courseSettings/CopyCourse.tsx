'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { CopyCourseDocument, type CourseSettingsQuery, CoursesDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Section } from '../page/Section.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';

/** Makes next term's course from this one. */
export function CopyCourse({ course }: { course: CourseSettingsQuery['course'] }) {
  const t = useTranslations();
  const router = useRouter();
  const { me } = useMe();
  const [copy] = useMutation(CopyCourseDocument, { refetchQueries: [CoursesDocument] });
  const form = useForm({
    initialValues: {
      title: '',
      timeZone: course.timeZone as string | null,
      dates: 'shift',
      days: 182 as number | string,
    },
    validate: { title: (title) => (title.trim() === '' ? t('courses.nameMissing') : null) },
  });
  const submit = async ({ title, timeZone, dates, days }: typeof form.values) => {
    const shiftDays = dates === 'shift' ? Number(days) : null;
    try {
      const { data } = await copy({ variables: { input: { courseId: course.id, title, timeZone, shiftDays } } });
      if (data) router.push(`/courses/${data.copyCourse.id}`);
    } catch (error) {
      form.setFieldError('title', errorText(t, error));
    }
  };
  const mayTeach = me?.siteRole === 'ADMIN' || me?.siteRole === 'TEACHER';
  return (
    <Section title={t('courseSettings.copy')} description={t('courseSettings.copyDescription')}>
      {mayTeach ? (
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack gap="sm">
            <TextInput
              label={t('courseSettings.copyTitle')}
              maxLength={200}
              autoComplete="off"
              {...form.getInputProps('title')}
            />
            <Text size="sm" fw={500} id="copy-dates">
              {t('courseSettings.dates')}
            </Text>
            <SegmentedControl
              aria-labelledby="copy-dates"
              data={[
                { value: 'shift', label: t('courseSettings.shift') },
                { value: 'clear', label: t('courseSettings.clear') },
              ]}
              {...form.getInputProps('dates')}
            />
            {form.values.dates === 'shift' && (
              <NumberInput
                label={t('courseSettings.shiftDays')}
                description={t('courseSettings.shiftDaysDescription')}
                min={-7305}
                max={7305}
                {...form.getInputProps('days')}
              />
            )}
            <TimeZoneField {...form.getInputProps('timeZone')} />
            <Group>
              <Button type="submit" variant="default" loading={form.submitting}>
                {t('courseSettings.copyNow')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Text size="sm">{t('courseSettings.copyNotAllowed')}</Text>
      )}
    </Section>
  );
}
