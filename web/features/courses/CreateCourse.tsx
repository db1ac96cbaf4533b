'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { describeError } from '../../graphql/apiError.ts';
import { CoursesDocument, CreateCourseDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../shell/Section.tsx';

export function CreateCourse() {
  const router = useRouter();
  const [create, { loading }] = useMutation(CreateCourseDocument, { refetchQueries: [CoursesDocument] });
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { title: '' },
    validate: { title: (title) => (title.trim() === '' ? 'Enter a title.' : null) },
  });
  const submit = async ({ title }: typeof form.values) => {
    try {
      const { data } = await create({ variables: { input: { title: title.trim() } } });
      if (data) router.push(`/courses/${data.createCourse.id}`);
    } catch (error) {
      form.setFieldError('title', describeError(error).message);
    }
  };
  return (
    <Section title="Teach a course">
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput label="Title" autoComplete="off" {...form.getInputProps('title')} />
          <Button type="submit" loading={loading} variant="default">
            Create course
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
