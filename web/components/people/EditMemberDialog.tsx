'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  CourseHeadDocument,
  CoursePeopleDocument,
  type CourseRole,
  type MemberRowFragment,
  SetMemberRoleDocument,
  UpdateMemberDocument,
} from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { Dialog } from '../page/Dialog.tsx';
import { Select } from '../page/Select.tsx';

interface Editing {
  course: CourseHead;
  member: MemberRowFragment;
}

/** A member's student number and section, and, for instructors, their role. */
export function EditMemberDialog(props: Editing & { opened: boolean; onClose: () => void }) {
  const { course, member, opened, onClose } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={member.user.name}>
      <MemberForm course={course} member={member} onDone={onClose} />
    </Dialog>
  );
}

function MemberForm({ course, member, onDone }: Editing & { onDone: () => void }) {
  const t = useTranslations();
  const refetching = { refetchQueries: [CoursePeopleDocument, CourseHeadDocument], awaitRefetchQueries: true };
  const [update] = useMutation(UpdateMemberDocument, refetching);
  const [setRole] = useMutation(SetMemberRoleDocument, refetching);
  const form = useForm({
    initialValues: {
      studentNumber: member.studentNumber ?? '',
      sectionId: member.section?.id ?? null,
      role: member.role as string,
    },
  });
  const ofMember = { courseId: course.id, userId: member.user.id };
  const submit = async ({ studentNumber, sectionId, role }: typeof form.values) => {
    try {
      await update({ variables: { input: { ...ofMember, studentNumber: studentNumber.trim() || null, sectionId } } });
    } catch (error) {
      return form.setFieldError('studentNumber', errorText(t, error));
    }
    try {
      if (role !== member.role) await setRole({ variables: { input: { ...ofMember, role: role as CourseRole } } });
      onDone();
    } catch (error) {
      form.setFieldError('role', errorText(t, error));
    }
  };
  const roles: readonly CourseRole[] = ['STUDENT', 'ASSISTANT', 'INSTRUCTOR'];
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <TextInput
          label={t('people.number')}
          maxLength={50}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('studentNumber')}
        />
        {course.sections.length > 0 && (
          <Select
            label={t('people.section')}
            placeholder={t('people.noSection')}
            clearable
            data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('sectionId')}
          />
        )}
        {course.role === 'INSTRUCTOR' && (
          <Select
            label={t('people.role')}
            description={`${t('people.rolesText')} ${t('people.roleDescription')}`}
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: t(`accounts.roles.${value}`) }))}
            {...form.getInputProps('role')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('page.back')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t('people.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
