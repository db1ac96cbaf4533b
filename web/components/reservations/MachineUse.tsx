'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Progress, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  type CoursesQuery,
  CourseUseDocument,
  type CourseUseQuery,
  type MachineUseQuery,
} from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { onFirstOpening } from '../page/onFirstOpening.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';
import { TimeLeft } from './TimeLeft.tsx';

const StudentUseDialog = onFirstOpening(() =>
  import('./StudentUseDialog.tsx').then(({ StudentUseDialog }) => StudentUseDialog),
);

/** Which courses use the workers now, and did in the last seven days. */
export function CourseUseTable({ courses }: { courses: MachineUseQuery['machineUse']['courses'] }) {
  const t = useTranslations();
  const formats = useFormats();
  if (courses.length === 0) return <EmptyState title={t('reservations.unused')} />;
  const all = courses.reduce((sum, { secondsThisWeek }) => sum + secondsThisWeek, 0);
  return (
    <CardTable minWidth={420} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('reservations.course')}</Table.Th>
          <Table.Th>{t('reservations.running')}</Table.Th>
          <Table.Th>{t('reservations.waiting')}</Table.Th>
          <Table.Th>{t('reservations.thisWeek')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {courses.map(({ course, running, waiting, secondsThisWeek }, index) => (
          <Table.Tr key={course?.id ?? index}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{course?.title ?? t('reservations.otherCourse')}</Table.Td>
            <Table.Td>{running}</Table.Td>
            <Table.Td>{waiting}</Table.Td>
            <Table.Td>
              {formats.duration(secondsThisWeek)}
              <Progress
                value={all > 0 ? (100 * secondsThisWeek) / all : 0}
                size="xs"
                mt={4}
                aria-label={t('reservations.share')}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

/** What the assignments of a course have used, and what is left of one's own budget; to staff, of each student's. */
export function Budgets({ courses }: { courses: CoursesQuery['courses'] }) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen ?? courses[0]?.id;
  const staff = courses.some((course) => course.id === id && isStaff(course.role));
  const result = useQuery(CourseUseDocument, { variables: { id: id ?? '' }, skip: id === undefined });
  if (id === undefined) return <EmptyState title={t('reservations.noCourse')} />;
  return (
    <Stack gap="sm">
      <Select
        label={t('reservations.course')}
        allowDeselect={false}
        maw={360}
        data={courses.map(({ id, title }) => ({ value: id, label: title }))}
        value={id}
        onChange={setChosen}
      />
      <QueryState result={{ ...result, data: result.data ?? result.previousData }}>
        {({ course }) => <AssignmentUseTable rows={course.assignmentUse} staff={staff} />}
      </QueryState>
    </Stack>
  );
}

function AssignmentUseTable({ rows, staff }: { rows: CourseUseQuery['course']['assignmentUse']; staff: boolean }) {
  const t = useTranslations();
  const formats = useFormats();
  if (rows.length === 0) return <EmptyState title={t('reservations.noAssignments')} />;
  return (
    <CardTable minWidth={520} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('reservations.assignment')}</Table.Th>
          <Table.Th>{t('reservations.open')}</Table.Th>
          <Table.Th>{t('reservations.usedByAll')}</Table.Th>
          {staff ? (
            <Table.Th>{t('reservations.budget')}</Table.Th>
          ) : (
            <>
              <Table.Th>{t('reservations.usedByYou')}</Table.Th>
              <Table.Th>{t('reservations.left')}</Table.Th>
            </>
          )}
          {staff && <Table.Td />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ assignment, secondsUsed, ownSecondsUsed, open }) => (
          <Table.Tr key={assignment.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Anchor component={Link} href={`/assignments/${assignment.id}`} size="sm">
                {assignment.title}
              </Anchor>
            </Table.Td>
            <Table.Td>{open}</Table.Td>
            <Table.Td>{formats.duration(secondsUsed)}</Table.Td>
            {staff ? (
              <>
                <Table.Td>
                  {assignment.budgetSeconds === null
                    ? t('reservations.noLimit')
                    : t('reservations.each', { budget: formats.duration(assignment.budgetSeconds) })}
                </Table.Td>
                <Table.Td>
                  <StudentUseButton assignment={assignment} />
                </Table.Td>
              </>
            ) : (
              <>
                <Table.Td>{formats.duration(ownSecondsUsed)}</Table.Td>
                <Table.Td>
                  <TimeLeft {...assignment.ownQuota} />
                </Table.Td>
              </>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

function StudentUseButton({ assignment }: { assignment: { id: string; title: string } }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-haspopup="dialog" onClick={open}>
        {t.rich('reservations.byStudent', {
          title: assignment.title,
          hidden: (text) => <span className="visually-hidden">{text}</span>,
        })}
      </Button>
      <StudentUseDialog assignment={assignment} opened={opened} onClose={close} />
    </>
  );
}
