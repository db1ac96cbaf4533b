'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  CourseHeadDocument,
  CoursePeopleDocument,
  CreateSectionDocument,
  DeleteSectionDocument,
  RenameSectionDocument,
  type SectionRowFragment,
} from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Section } from '../page/Section.tsx';
import { PasteIntoSection } from './PasteIntoSection.tsx';

const refetching = { refetchQueries: [CourseHeadDocument, CoursePeopleDocument], awaitRefetchQueries: true };

/** The sections of a course; people come into them by the roster, an invitation, a list, or in the table. */
export function Sections({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const [remove] = useMutation(DeleteSectionDocument, refetching);
  const mayChange = course.archivedAt === null;
  return (
    <Section title={t('people.sections')} description={t('people.sectionsDescription')}>
      {course.sections.length === 0 && <EmptyState title={t('people.noSections')} />}
      <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
        {course.sections.map((section) => (
          <Group key={section.id} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm" fw={550}>
                {section.name}
              </Text>
              <Text size="xs" c="dimmed">
                {t('people.inSection', { count: section.memberCount })}
              </Text>
            </div>
            {mayChange && (
              <Group gap={4} wrap="nowrap">
                <RenameSection section={section} />
                <ConfirmButton
                  label={t('people.deleteSection')}
                  title={t('people.deleteSectionTitle', { name: section.name })}
                  onConfirm={() => remove({ variables: { id: section.id } })}
                  button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                >
                  <Text size="sm">
                    {t('people.deleteSectionText', {
                      members: section.memberCount,
                      extensions: section.extensionCount,
                    })}
                  </Text>
                </ConfirmButton>
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {mayChange && <CreateSection courseId={course.id} />}
      {mayChange && course.sections.length > 0 && <PasteIntoSection course={course} />}
    </Section>
  );
}

function CreateSection({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const [create] = useMutation(CreateSectionDocument, refetching);
  return (
    <SectionForm
      label={t('people.newSection')}
      button={t('people.createSection')}
      onName={(name) => create({ variables: { input: { courseId, name } } })}
    />
  );
}

function RenameSection({ section }: { section: SectionRowFragment }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const [rename] = useMutation(RenameSectionDocument, refetching);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-haspopup="dialog" onClick={open}>
        {t('people.renameSection')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('people.renameSectionTitle', { name: section.name })}>
        <SectionForm
          label={t('people.sectionName')}
          button={t('people.save')}
          start={section.name}
          onName={async (name) => {
            await rename({ variables: { id: section.id, name } });
            close();
          }}
        />
      </Dialog>
    </>
  );
}

function SectionForm(props: {
  label: string;
  button: string;
  start?: string;
  onName: (name: string) => Promise<unknown>;
}) {
  const { label, button, start = '', onName } = props;
  const t = useTranslations();
  const form = useForm({
    initialValues: { name: start },
    validate: { name: (name) => (name.trim() === '' ? t('people.sectionNameMissing') : null) },
  });
  const submit = async ({ name }: typeof form.values) => {
    try {
      await onName(name.trim());
      form.reset();
    } catch (error) {
      form.setFieldError('name', errorText(t, error));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Group gap="xs" align="flex-end">
        <TextInput label={label} maxLength={100} autoComplete="off" flex={1} {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={form.submitting}>
          {button}
        </Button>
      </Group>
    </form>
  );
}
