'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Badge, Button, CopyButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  type CourseRole,
  CreateInvitationDocument,
  InvitationsDocument,
  RevokeInvitationDocument,
} from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { useSite } from '../page/useSite.ts';

/** Links into the course: those that were made, and a form for another. */
export function Invitations({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const formats = useFormats();
  const site = useSite();
  const signUp = site?.signUp ?? 'OPEN';
  const result = useQuery(InvitationsDocument, { variables: { id: course.id } });
  const refetching = { refetchQueries: [InvitationsDocument], awaitRefetchQueries: true };
  const [revoke] = useMutation(RevokeInvitationDocument, refetching);
  return (
    <Section title={t('people.invitations')} description={t('people.invitationsDescription')}>
      {signUp !== 'OPEN' && <Text size="sm">{t(`people.invitationAccounts.${signUp}`)}</Text>}
      {signUp === 'INVITATION' && site?.mailDelivery === 'SMTP' && <Text size="sm">{t('people.rosterAccounts')}</Text>}
      <QueryState result={result} rows={2}>
        {(data) => (
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
            {data.course.invitations?.nodes
              .filter(({ isValid }) => isValid)
              .map((invitation) => (
                <Stack key={invitation.id} component="li" gap={4}>
                  <Group gap={6}>
                    <Badge size="sm" variant="light">
                      {t(`accounts.roles.${invitation.role}`)}
                    </Badge>
                    {invitation.section && <Text size="sm">{invitation.section.name}</Text>}
                    <Text size="sm">{invitation.note}</Text>
                  </Group>
                  <Text size="xs" c="dimmed">
                    {t('people.invitationFacts', {
                      uses: invitation.uses,
                      time: formats.moment(invitation.expiresAt),
                    })}
                  </Text>
                  <Group gap="xs">
                    <CopyButton value={`${origin()}${invitation.path}`}>
                      {({ copied, copy }) => (
                        <Button size="compact-sm" variant="default" onClick={copy} data-path={invitation.path}>
                          {copied ? t('page.copied') : t('people.copyLink')}
                        </Button>
                      )}
                    </CopyButton>
                    {course.archivedAt === null && (
                      <ConfirmButton
                        label={t('people.revoke')}
                        title={t('people.revokeTitle')}
                        onConfirm={() => revoke({ variables: { id: invitation.id } })}
                        button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                      >
                        <Text size="sm">{t('people.revokeText')}</Text>
                      </ConfirmButton>
                    )}
                  </Group>
                </Stack>
              ))}
          </Stack>
        )}
      </QueryState>
      {course.archivedAt === null && <CreateInvitation course={course} />}
    </Section>
  );
}

/** The list is loaded in the browser only. */
const origin = () => (typeof window === 'undefined' ? '' : window.location.origin);

function CreateInvitation({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const [create] = useMutation(CreateInvitationDocument, {
    refetchQueries: [InvitationsDocument],
    awaitRefetchQueries: true,
  });
  const form = useForm({
    initialValues: { role: 'STUDENT', sectionId: null as string | null, days: 14 as number | string, note: '' },
  });
  const submit = async ({ role, sectionId, days, note }: typeof form.values) => {
    const input = { courseId: course.id, role: role as CourseRole, sectionId, days: Number(days), note };
    try {
      await create({ variables: { input } });
      form.reset();
    } catch (error) {
      form.setFieldError('note', errorText(t, error));
    }
  };
  const roles: readonly CourseRole[] =
    course.role === 'INSTRUCTOR' ? ['STUDENT', 'ASSISTANT', 'INSTRUCTOR'] : ['STUDENT'];
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="xs">
        <TextInput
          label={t('people.invitationNote')}
          maxLength={200}
          autoComplete="off"
          {...form.getInputProps('note')}
        />
        <Group gap="xs" grow>
          <Select
            label={t('people.invitationRole')}
            description={form.values.role === 'STUDENT' ? undefined : t('people.invitationOnce')}
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: t(`accounts.roles.${value}`) }))}
            {...form.getInputProps('role')}
          />
          <NumberInput label={t('people.invitationDays')} min={1} max={365} {...form.getInputProps('days')} />
        </Group>
        {roles.length > 1 && (
          <Text size="xs" c="dimmed">
            {t('people.rolesText')}
          </Text>
        )}
        {course.sections.length > 0 && (
          <Select
            label={t('people.invitationSection')}
            placeholder={t('people.noSection')}
            clearable
            data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('sectionId')}
          />
        )}
        <Button type="submit" variant="default" loading={form.submitting}>
          {t('people.invite')}
        </Button>
      </Stack>
    </form>
  );
}
