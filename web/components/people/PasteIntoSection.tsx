'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  AssignSectionDocument,
  CourseHeadDocument,
  CoursePeopleDocument,
  PendingPeopleDocument,
} from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { Select } from '../page/Select.tsx';
import { outOfSection, useSectionChoices } from './sectionChoices.ts';

/** Puts everybody of a pasted list into a section: e-mail addresses or student numbers. */
export function PasteIntoSection({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const choices = useSectionChoices(course);
  const [opened, { open, close }] = useDisclosure(false);
  const [failure, setFailure] = useState<string>();
  const [assign] = useMutation(AssignSectionDocument, {
    refetchQueries: [CourseHeadDocument, CoursePeopleDocument, PendingPeopleDocument],
    awaitRefetchQueries: true,
  });
  const form = useForm({
    initialValues: { list: '', section: null as string | null },
    validate: {
      list: (list) => (peopleOf(list).length === 0 ? t('people.listMissing') : null),
      section: (section) => (section === null ? t('people.sectionMissing') : null),
    },
  });
  const submit = async ({ list, section }: typeof form.values) => {
    setFailure(undefined);
    try {
      const sectionId = section === outOfSection ? null : section;
      const { data } = await assign({
        variables: { input: { courseId: course.id, people: peopleOf(list), sectionId } },
      });
      notifications.show({ message: t('people.assigned', { count: data?.assignSection ?? 0 }) });
      form.reset();
      close();
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" onClick={open}>
        {t('people.paste')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('people.pasteTitle')}>
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            {failure && (
              <Alert color="red" role="alert" title={t('people.notAssigned')}>
                {failure}
              </Alert>
            )}
            <Textarea
              label={t('people.list')}
              description={t('people.listDescription')}
              autosize
              minRows={5}
              maxRows={14}
              {...form.getInputProps('list')}
            />
            <Select label={t('people.putInto')} data={choices} {...form.getInputProps('section')} />
            <Group justify="flex-end">
              <Button type="submit" loading={form.submitting}>
                {t('people.put')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}

/** One person a line, or with commas, semicolons or blanks between them; "Name <address>" is an address, too. */
function peopleOf(list: string): string[] {
  const addresses = [...list.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address]) => address!);
  const rest = list.replace(/[^\n,;<>]*<[^<>\s]+@[^<>\s]+>/g, ' ');
  return [...new Set([...addresses, ...rest.split(/[\s,;]+/).filter(Boolean)])];
}
