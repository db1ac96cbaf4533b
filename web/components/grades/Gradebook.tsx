'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { GradebookDocument, GradebookHeadDocument, type GradebookHeadQuery } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { DropLowest } from './DropLowest.tsx';
import { GradebookTable } from './GradebookTable.tsx';
import { GradedAssignments } from './GradedAssignments.tsx';
import { GradeFileMenu } from './GradeFileMenu.tsx';
import type { GradebookOrder, GradedAssignment } from './gradebookRows.ts';
import { NotGraded } from './NotGraded.tsx';

const CoursePlatforms = dynamic(
  () => import('../platforms/CoursePlatforms.tsx').then(({ CoursePlatforms }) => CoursePlatforms),
  {
    ssr: false,
    loading: () => <LoadingRows rows={4} />,
  },
);

/** All grades of a course, for its staff. */
export function Gradebook({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const result = useQuery(GradebookHeadDocument, { variables: { courseId } });
  return (
    <QueryState result={result} rows={10}>
      {({ course }) =>
        course.gradebookAssignments && (
          <Stack gap="lg">
            <Section title={t('grades.assignments')} description={t('grades.assignmentsDescription')}>
              <GradedAssignments
                courseId={courseId}
                timeZone={course.timeZone}
                assignments={course.gradebookAssignments}
                isArchived={course.archivedAt != null}
              />
              <NotGraded all={course.assignments} graded={course.gradebookAssignments} />
            </Section>
            <Students course={course} assignments={course.gradebookAssignments} />
            <CoursePlatforms courseId={courseId} isArchived={course.archivedAt != null} />
          </Stack>
        )
      }
    </QueryState>
  );
}

function Students({ course, assignments }: { course: GradebookHeadQuery['course']; assignments: GradedAssignment[] }) {
  const t = useTranslations();
  const isArchived = course.archivedAt != null;
  const [order, setOrder] = useState<GradebookOrder>({ sort: 'NAME', assignmentId: null, descending: false });
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 300);
  const [sectionId, setSectionId] = useState<string | null>(null);
  const pages = usePages(JSON.stringify([order, search, sectionId]));
  const result = useQuery(GradebookDocument, {
    variables: {
      courseId: course.id,
      first: pageRows,
      after: pages.after,
      ...order,
      search: search || null,
      sectionId,
    },
  });
  const data = result.data ?? result.previousData;
  return (
    <Section
      title={t('grades.students')}
      actions={
        <>
          {!isArchived && <DropLowest courseId={course.id} dropLowest={course.dropLowest} />}
          <GradeFileMenu courseId={course.id} sectionId={sectionId} />
        </>
      }
    >
      <Group align="flex-end">
        <TextInput
          label={t('grades.search')}
          placeholder={t('grades.searchPlaceholder')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {course.sections.length > 0 && (
          <Select
            label={t('grades.section')}
            placeholder={t('grades.everySection')}
            clearable
            data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={sectionId}
            onChange={setSectionId}
          />
        )}
      </Group>
      {(course.pendingPeople?.totalCount ?? 0) > 0 && (
        <Text size="sm">
          {t.rich('overview.pending', {
            count: course.pendingPeople?.totalCount ?? 0,
            link: (text) => (
              <Anchor component={Link} href={`/courses/${course.id}/people`} underline="always">
                {text}
              </Anchor>
            ),
          })}
        </Text>
      )}
      <QueryState result={{ ...result, data }} rows={8}>
        {({ course: { gradebook } }) =>
          !gradebook || gradebook.nodes.length === 0 ? (
            <EmptyState title={t('grades.noStudents')}>{t('grades.noStudentsText')}</EmptyState>
          ) : (
            <>
              <GradebookTable
                students={gradebook.nodes}
                assignments={assignments}
                order={order}
                onOrder={setOrder}
                isArchived={isArchived}
              />
              <Pager
                pages={pages}
                rows={gradebook.nodes.length}
                total={gradebook.totalCount}
                ends={gradebook.pageInfo}
              />
            </>
          )
        }
      </QueryState>
    </Section>
  );
}
