'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { type CourseSettingsQuery, CoursesDocument, DeleteCourseDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';

const kinds = [
  'members',
  'pending',
  'assignments',
  'runs',
  'openRuns',
  'datasets',
  'openImports',
  'weights',
  'grades',
] as const;

interface Deleting {
  course: CourseSettingsQuery['course'];
  opened: boolean;
  onClose: () => void;
}

/** Says what goes with a course, and wants its title typed. */
export function DeleteCourseDialog({ course, opened, onClose }: Deleting) {
  const t = useTranslations();
  const router = useRouter();
  const client = useApolloClient();
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
    <Dialog opened={opened} onClose={onClose} title={t('courseSettings.deleteQuestion', { title: course.title })}>
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
            <Button variant="default" onClick={onClose}>
              {t('page.back')}
            </Button>
            <Button type="submit" color="red" loading={form.submitting}>
              {t('courseSettings.deleteNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
