'use client';

import { useQuery } from '@apollo/client/react';
import { Grid, Stack } from '@mantine/core';
import { CoursesDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/useMe.ts';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { CourseList } from './CourseList.tsx';
import { CreateCourse } from './CreateCourse.tsx';
import { JoinCourse } from './JoinCourse.tsx';

export function CoursesPage() {
  const { me } = useMe();
  const courses = useQuery(CoursesDocument);
  const mayTeach = me?.siteRole === 'ADMIN' || me?.siteRole === 'TEACHER';
  return (
    <Page title="Courses">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Section title="Your courses">
            <QueryState result={courses}>
              {(data) => <CourseList courses={data.courses} mayTeach={mayTeach} />}
            </QueryState>
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <JoinCourse />
            {mayTeach && <CreateCourse />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
