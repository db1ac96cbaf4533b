'use client';

import { useMutation } from '@apollo/client/react';
import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import {
  CourseHeadDocument,
  CoursePeopleDocument,
  type MemberRowFragment,
  ReadmitMemberDocument,
  RemoveMemberDocument,
} from '../../graphql/generated/graphql.ts';
import { PasswordLinkButton } from '../accounts/PasswordLinkButton.tsx';
import { isStaff } from '../accounts/roles.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import { EditMember } from './EditMember.tsx';
import { MemberRuns } from './MemberRuns.tsx';

interface MemberRowProps {
  course: CourseHead;
  member: MemberRowFragment;
  /** The run by which the person is stuck, where that is why they are shown. */
  failedRunId?: string | undefined;
  /** What selects the person; undefined where nobody is selected. */
  select?: ReactNode;
}

/** One person of a course, and what staff may do with them. */
export function MemberRow({ course, member, failedRunId, select }: MemberRowProps) {
  const t = useTranslations();
  const formats = useFormats();
  const { user, role, section } = member;
  const input = { courseId: course.id, userId: user.id };
  const options = {
    variables: { input },
    refetchQueries: [CoursePeopleDocument, CourseHeadDocument],
    awaitRefetchQueries: true,
  };
  const [remove] = useMutation(RemoveMemberDocument, options);
  const [readmit] = useMutation(ReadmitMemberDocument, options);
  const mayChange = course.archivedAt === null && (!isStaff(role) || course.role === 'INSTRUCTOR');
  return (
    <Table.Tr>
      {select !== undefined && <Table.Td>{select}</Table.Td>}
      <Table.Td miw={120} maw={200}>
        <Group gap={6}>
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {failedRunId ? (
              <Anchor component={Link} href={`/runs/${failedRunId}`} inherit>
                {user.name}
              </Anchor>
            ) : (
              user.name
            )}
          </Text>
          {role !== 'STUDENT' && (
            <Badge size="sm" variant="light">
              {t(`accounts.roles.${role}`)}
            </Badge>
          )}
        </Group>
        {member.registeredName && (
          <Text size="xs" c="dimmed">
            {t('people.registered', { name: member.registeredName })}
          </Text>
        )}
        <Text size="xs" c="dimmed" truncate title={user.email ?? undefined}>
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{member.studentNumber}</Table.Td>
      <Table.Td>{section?.name}</Table.Td>
      <Table.Td>
        {member.removedAt
          ? t('people.removedAt', { time: formats.moment(member.removedAt) })
          : member.lastSeenAt
            ? formats.relative(member.lastSeenAt)
            : t('people.never')}
      </Table.Td>
      <Table.Td ta="right">
        <MemberRuns courseId={course.id} member={member} />
      </Table.Td>
      <Table.Td miw={180}>
        {mayChange && (
          <Group gap={4} justify="flex-end">
            {member.removedAt ? (
              <ConfirmButton
                label={t('people.readmit')}
                title={t('people.readmitTitle', { name: user.name })}
                onConfirm={() => readmit()}
                harmless
                button={{ size: 'compact-sm' }}
              >
                <Text size="sm">{t('people.readmitText')}</Text>
              </ConfirmButton>
            ) : (
              <>
                <EditMember course={course} member={member} />
                {course.role === 'INSTRUCTOR' && role === 'STUDENT' && (
                  <PasswordLinkButton userId={user.id} name={user.name} />
                )}
                <ConfirmButton
                  label={t('people.remove')}
                  title={t('people.removeTitle', { name: user.name })}
                  onConfirm={() => remove()}
                  button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                >
                  <Text size="sm">{t('people.removeText', { runs: member.runsSubmitted ?? 0 })}</Text>
                </ConfirmButton>
              </>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
