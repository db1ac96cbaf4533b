'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { describeError } from '../../graphql/apiError.ts';
import { CoursesDocument, JoinCourseDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../shell/Section.tsx';

export function JoinCourse() {
  const router = useRouter();
  const [join, { loading }] = useMutation(JoinCourseDocument, { refetchQueries: [CoursesDocument] });
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '' },
    validate: { code: (code) => (code.trim() === '' ? 'Enter the code that your instructor gave you.' : null) },
  });
  const submit = async ({ code }: typeof form.values) => {
    try {
      const { data } = await join({ variables: { code: code.trim() } });
      if (data) router.push(`/courses/${data.joinCourse.id}`);
    } catch (error) {
      form.setFieldError('code', describeError(error).message);
    }
  };
  return (
    <Section title="Join a course">
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput label="Join code" autoComplete="off" spellCheck={false} {...form.getInputProps('code')} />
          <Button type="submit" loading={loading}>
            Join
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
