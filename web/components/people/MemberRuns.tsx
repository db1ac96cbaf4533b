'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { type MemberRowFragment, MemberRunsDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';

/** How many runs a member has submitted, and the ways to them: one for each assignment. */
export function MemberRuns({ courseId, member }: { courseId: string; member: MemberRowFragment }) {
  const t = useTranslations();
  const formats = useFormats();
  const [opened, { open, close }] = useDisclosure(false);
  const { user, runsSubmitted } = member;
  if (!runsSubmitted) return formats.count(0);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-haspopup="dialog" onClick={open}>
        {t.rich('people.runsOf', {
          count: runsSubmitted,
          name: user.name,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('people.runsTitle', { name: user.name })}>
        {opened && <RunsByAssignment courseId={courseId} student={user} />}
      </Dialog>
    </>
  );
}

function RunsByAssignment({ courseId, student }: { courseId: string; student: MemberRowFragment['user'] }) {
  const t = useTranslations();
  const result = useQuery(MemberRunsDocument, { variables: { courseId, studentId: student.id } });
  return (
    <QueryState result={result} rows={3}>
      {({ course }) => (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {course.assignments
            .filter(({ runs }) => runs.totalCount > 0)
            .map(({ id, title, runs }) => (
              <Group key={id} component="li" justify="space-between" wrap="nowrap">
                <Anchor
                  component={Link}
                  href={`/assignments/${id}/runs?${new URLSearchParams({ search: student.email ?? student.name })}`}
                  size="sm"
                >
                  {title}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {t('people.runsCount', { count: runs.totalCount })}
                </Text>
              </Group>
            ))}
        </Stack>
      )}
    </QueryState>
  );
}
