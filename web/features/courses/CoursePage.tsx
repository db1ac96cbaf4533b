'use client';

import { useQuery } from '@apollo/client/react';
import { Badge, Grid, Stack } from '@mantine/core';
import { CourseDocument } from '../../graphql/generated/graphql.ts';
import { AssignmentList } from '../assignments/AssignmentList.tsx';
import { CreateAssignment } from '../assignments/CreateAssignment.tsx';
import { DatasetList } from '../datasets/DatasetList.tsx';
import { ImportDataset } from '../datasets/ImportDataset.tsx';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { JoinCode } from './JoinCode.tsx';
import { MemberList } from './MemberList.tsx';
import { isStaff, roleNames } from './roles.ts';

export function CoursePage({ id }: { id: string }) {
  const result = useQuery(CourseDocument, { variables: { id } });
  const course = result.data?.course;
  const staff = course !== undefined && isStaff(course.role);
  return (
    <Page
      title={course?.title ?? 'Course'}
      crumbs={[{ label: 'Courses', href: '/courses' }]}
      actions={course && <Badge variant="light">{roleNames[course.role]}</Badge>}
    >
      <QueryState result={result} rows={8}>
        {({ course }) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Stack gap="lg">
                <Section title="Assignments" actions={staff && <CreateAssignment course={course} />}>
                  <AssignmentList assignments={course.assignments} staff={staff} />
                </Section>
                <Section title="Datasets" actions={staff && <ImportDataset courseId={course.id} />}>
                  <DatasetList datasets={course.datasets} />
                </Section>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="lg">
                {course.joinCode && <JoinCode code={course.joinCode} />}
                <Section title={staff ? 'Members' : 'Instructors and you'}>
                  <MemberList members={course.members} />
                </Section>
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </QueryState>
    </Page>
  );
}
