'use client';

import { useQuery } from '@apollo/client/react';
import { Grid, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CoursesDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { CourseList } from './CourseList.tsx';
import { CreateCourse } from './CreateCourse.tsx';
import { JoinCourse } from './JoinCourse.tsx';

export function CoursesPage() {
  const t = useTranslations();
  const { me } = useMe();
  const courses = useQuery(CoursesDocument);
  const mayTeach = me?.siteRole === 'ADMIN' || me?.siteRole === 'TEACHER';
  return (
    <Page title={t('courses.title')}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Section title={t('courses.yours')}>
            <QueryState result={courses}>
              {(data) => <CourseList courses={data.courses} siteRole={me?.siteRole} />}
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
