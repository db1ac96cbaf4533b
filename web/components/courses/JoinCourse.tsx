'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { CoursesDocument, JoinCourseDocument, MeDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

/** Joins a course by its code. A code that was typed on the front page stands there already. */
export function JoinCourse() {
  const t = useTranslations();
  const router = useRouter();
  const typed = useSearchParams().get('code') ?? '';
  const [join, { loading }] = useMutation(JoinCourseDocument, { refetchQueries: [CoursesDocument, MeDocument] });
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: typed },
    validate: { code: (code) => (code.trim() === '' ? t('courses.joinCodeMissing') : null) },
  });
  const submit = async ({ code }: typeof form.values) => {
    try {
      const { data } = await join({ variables: { code: code.trim() } });
      if (data) router.push(`/courses/${data.joinCourse.id}`);
    } catch (error) {
      const unknown = describeError(error).code === 'NOT_FOUND';
      form.setFieldError('code', unknown ? t('courses.joinCodeUnknown') : errorText(t, error));
    }
  };
  return (
    <Section title={t('courses.joinTitle')} description={typed && t('courses.joinTyped')}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput
            label={t('courses.joinCode')}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('code')}
          />
          <Button type="submit" loading={loading}>
            {t('courses.join')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
