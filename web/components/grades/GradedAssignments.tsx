'use client';

import { Anchor, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import type { GradedAssignment } from './gradebookRows.ts';
import { PublishGrades } from './PublishGrades.tsx';

/** What is graded in a course, how far it is, and the buttons that publish. */
export function GradedAssignments(props: {
  courseId: string;
  timeZone: string;
  assignments: GradedAssignment[];
  /** Nothing is published in an archived course. */
  isArchived: boolean;
}) {
  const { courseId, timeZone, assignments, isArchived } = props;
  const t = useTranslations();
  const formats = useFormats();
  if (assignments.length === 0)
    return <EmptyState title={t('grades.noAssignments')}>{t('grades.noAssignmentsText')}</EmptyState>;
  return (
    <CardTable minWidth={760} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('grades.assignment')}</Table.Th>
          <Table.Th>{t('grades.maxPoints')}</Table.Th>
          <Table.Th>{t('grades.weight')}</Table.Th>
          <Table.Th>{t('grades.graded')}</Table.Th>
          <Table.Th>{t('grades.mean')}</Table.Th>
          <Table.Th>{t('grades.published')}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t('grades.publish')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {assignments.map((assignment) => (
          <Table.Tr key={assignment.id}>
            <Table.Th scope="row" fw={500}>
              <Anchor component={Link} href={`/assignments/${assignment.id}/grading`} size="sm">
                {assignment.title}
              </Anchor>
            </Table.Th>
            <Table.Td>{formats.pointsOrDash(assignment.outOf)}</Table.Td>
            <Table.Td>{formats.pointsOrDash(assignment.weight)}</Table.Td>
            <Table.Td>
              {formats.count(assignment.graded)}
              {assignment.needHandPoints > 0 && (
                <Text size="xs" c="dimmed">
                  {t('grades.needHandPoints', { count: assignment.needHandPoints })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{formats.pointsOrDash(assignment.mean)}</Table.Td>
            <Table.Td>
              {assignment.publishedAt ? formats.moment(assignment.publishedAt) : t('grades.notPublished')}
              {assignment.publishedAt && assignment.unpublished > 0 && (
                <Text size="xs" c="dimmed">
                  {t('grades.changedSince', { count: assignment.unpublished })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              {!isArchived && <PublishGrades courseId={courseId} timeZone={timeZone} assignment={assignment} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}
