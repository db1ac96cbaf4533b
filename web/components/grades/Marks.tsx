'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { GradeOfStudent } from './gradebookRows.ts';

/** What is special about a grade. */
export function Marks({ grade }: { grade: GradeOfStudent }) {
  const t = useTranslations();
  const marks: [isTrue: boolean, text: string, color: string][] = [
    [grade.override !== null && grade.override !== undefined, t('grades.marks.override'), 'grape'],
    [grade.isExcused && (grade.override ?? grade.rulePoints) !== null, t('grades.marks.excused'), 'teal'],
    [grade.isMissing, t('grades.marks.missing'), 'red'],
    [grade.daysLate > 0, t('grades.marks.late', { days: grade.daysLate }), 'orange'],
    [grade.isOfOldRevision, t('grades.marks.oldRevision'), 'orange'],
    [grade.needsHandPoints, t('grades.marks.needsHandPoints'), 'gray'],
    [grade.isProvisional && grade.points !== null, t('grades.marks.provisional'), 'gray'],
    [grade.hasChanged, t('grades.marks.changed'), 'blue'],
  ];
  return marks
    .filter(([isTrue]) => isTrue)
    .map(([, text, color]) => (
      <Badge key={text} size="xs" variant="light" color={color} ml={6} tt="none">
        {text}
      </Badge>
    ));
}
