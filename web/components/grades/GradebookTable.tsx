'use client';

import { Text, UnstyledButton } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { GradebookSort } from '../../graphql/generated/graphql.ts';
import { WideTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';
import type { GradebookOrder, GradedAssignment, GradedStudent, GradeOfStudent } from './gradebookRows.ts';
import { Marks } from './Marks.tsx';

const GradeDialog = dynamic(() => import('./GradeDialog.tsx').then(({ GradeDialog }) => GradeDialog), { ssr: false });

/** One row a student, one column an assignment. A grade opens the dialog that changes it. */
export function GradebookTable({
  students,
  assignments,
  order,
  onOrder,
  isArchived,
}: {
  students: GradedStudent[];
  assignments: GradedAssignment[];
  order: GradebookOrder;
  onOrder: (order: GradebookOrder) => void;
  /** Nobody changes a grade of an archived course. */
  isArchived: boolean;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const [opened, setOpened] = useState<{
    student: GradedStudent;
    assignment: GradedAssignment;
    grade: GradeOfStudent;
  }>();
  const heading = (label: string, sort: GradebookSort, assignmentId: string | null = null) => {
    const isSorted = order.sort === sort && order.assignmentId === assignmentId;
    const descending = isSorted ? !order.descending : sort === 'TOTAL' || sort === 'POINTS';
    return (
      <Table.Th
        key={`${sort}${assignmentId}`}
        aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : undefined}
      >
        <UnstyledButton fz="sm" fw={700} onClick={() => onOrder({ sort, assignmentId, descending })}>
          {label}
          <span aria-hidden="true">{isSorted ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
        </UnstyledButton>
      </Table.Th>
    );
  };
  return (
    <>
      <WideTable minWidth={420 + assignments.length * 120} highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {heading(t('grades.student'), 'NAME')}
            {heading(t('grades.studentNumber'), 'STUDENT_NUMBER')}
            {heading(t('grades.section'), 'SECTION')}
            {heading(t('grades.total'), 'TOTAL')}
            {assignments.map(({ id, title }) => heading(title, 'POINTS', id))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {students.map((student) => (
            <Table.Tr key={student.id}>
              <Table.Th scope="row" fw={500}>
                {student.name}
                <Text size="xs" c="dimmed" fw={400}>
                  {student.email}
                </Text>
                {student.registeredName && (
                  <Text size="xs" c="dimmed" fw={400}>
                    {t('people.registered', { name: student.registeredName })}
                  </Text>
                )}
              </Table.Th>
              <Table.Td>{student.studentNumber ?? '–'}</Table.Td>
              <Table.Td>{student.section ?? '–'}</Table.Td>
              <Table.Td className="figure">{formats.percentOrDash(student.total)}</Table.Td>
              {assignments.map((assignment, index) => {
                const grade = student.grades[index];
                if (!grade) return <Table.Td key={assignment.id}>–</Table.Td>;
                const points = grade.isExcused ? t('grades.excused') : formats.pointsOrDash(grade.points);
                return (
                  <Table.Td key={assignment.id}>
                    {isArchived ? (
                      points
                    ) : (
                      <UnstyledButton
                        className="figure"
                        fz="sm"
                        td="underline"
                        aria-label={t('grades.open', { student: student.name, assignment: assignment.title, points })}
                        aria-haspopup="dialog"
                        onClick={() => setOpened({ student, assignment, grade })}
                      >
                        {points}
                      </UnstyledButton>
                    )}
                    <Marks grade={grade} />
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {opened && (
        <GradeDialog
          key={opened.grade.id}
          student={opened.student.name}
          assignment={opened.assignment}
          grade={opened.grade}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
