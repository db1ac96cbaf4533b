'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { CoursesDocument, CreateCourseDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

export function CreateCourse() {
  const t = useTranslations();
  const router = useRouter();
  const [create, { loading }] = useMutation(CreateCourseDocument, { refetchQueries: [CoursesDocument] });
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { title: '' },
    validate: { title: (title) => (title.trim() === '' ? t('courses.nameMissing') : null) },
  });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const submit = async ({ title }: typeof form.values) => {
    try {
      const { data } = await create({ variables: { input: { title: title.trim(), timeZone } } });
      if (data) router.push(`/courses/${data.createCourse.id}`);
    } catch (error) {
      form.setFieldError('title', errorText(t, error));
    }
  };
  return (
    <Section title={t('courses.teach')}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput label={t('courses.name')} autoComplete="off" {...form.getInputProps('title')} />
          <Button type="submit" loading={loading} variant="default">
            {t('courses.create')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
