'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { type CourseSettingsQuery, CoursesDocument, DeleteCourseDocument } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

const kinds = ['members', 'assignments', 'runs', 'openRuns', 'datasets', 'openImports', 'weights', 'grades'] as const;

/** Deletes a course for good: says what goes with it, and wants its title typed. */
export function DeleteCourse({ course }: { course: CourseSettingsQuery['course'] }) {
  const t = useTranslations();
  const router = useRouter();
  const client = useApolloClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [remove] = useMutation(DeleteCourseDocument);
  const form = useForm({
    initialValues: { title: '' },
    validate: { title: (title) => (title.trim() === course.title ? null : t('courseSettings.deleteTitleWrong')) },
  });
  const submit = async ({ title }: typeof form.values) => {
    try {
      await remove({ variables: { id: course.id, title } });
    } catch (error) {
      return form.setFieldError('title', errorText(t, error));
    }
    notifications.show({ message: t('courseSettings.deleted', { title: course.title }) });
    router.push('/courses');
    await client.refetchQueries({ include: [CoursesDocument] });
  };
  const { contents } = course;
  return (
    <Section title={t('courseSettings.delete')} description={t('courseSettings.deleteDescription')}>
      <div>
        <Button color="red" variant="outline" onClick={open}>
          {t('courseSettings.delete')}
        </Button>
      </div>
      <Modal opened={opened} onClose={close} title={t('courseSettings.deleteQuestion', { title: course.title })}>
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            <Text size="sm">{t('courseSettings.deleteText')}</Text>
            {contents && (
              <List size="sm">
                {kinds
                  .filter((kind) => contents[kind] > 0)
                  .map((kind) => (
                    <List.Item key={kind}>{t(`courseSettings.contents.${kind}`, { count: contents[kind] })}</List.Item>
                  ))}
              </List>
            )}
            <TextInput
              label={t('courseSettings.deleteConfirm', { title: course.title })}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('title')}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('page.back')}
              </Button>
              <Button type="submit" color="red" loading={form.submitting}>
                {t('courseSettings.deleteNow')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Section>
  );
}
