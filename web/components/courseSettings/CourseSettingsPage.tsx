'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Grid, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { CourseSettingsDocument } from '../../graphql/generated/graphql.ts';
import { CourseFrame } from '../courses/CourseFrame.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { ArchiveCourse } from './ArchiveCourse.tsx';
import { DeleteCourse } from './DeleteCourse.tsx';

const HandOverCourse = dynamic(() => import('./HandOverCourse.tsx').then(({ HandOverCourse }) => HandOverCourse), {
  ssr: false,
  loading: () => <LoadingRows rows={5} />,
});
const CopyCourse = dynamic(() => import('./CopyCourse.tsx').then(({ CopyCourse }) => CopyCourse), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});
const SettingsForm = dynamic(() => import('./SettingsForm.tsx').then(({ SettingsForm }) => SettingsForm), {
  ssr: false,
  loading: () => <LoadingRows rows={12} />,
});

/** What can be done with a course as a whole. */
export function CourseSettingsPage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(CourseSettingsDocument, { variables: { id }, fetchPolicy: 'cache-and-network' });
  return (
    <CourseFrame id={id} staffOnly>
      {({ role }) => (
        <QueryState result={result}>
          {({ course }) => (
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Stack gap="lg">
                  <SettingsForm key={course.archivedAt} course={course} />
                  <CopyCourse course={course} />
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Stack gap="lg">
                  {course.exportPath && (
                    <Section title={t('courseSettings.export')} description={t('courseSettings.exportDescription')}>
                      <div>
                        <Button component="a" href={course.exportPath} download variant="default">
                          {t('courseSettings.exportNow')}
                        </Button>
                      </div>
                    </Section>
                  )}
                  {role === 'INSTRUCTOR' && (
                    <>
                      <HandOverCourse courseId={id} />
                      <ArchiveCourse id={id} archivedAt={course.archivedAt ?? null} />
                      <DeleteCourse course={course} />
                    </>
                  )}
                </Stack>
              </Grid.Col>
            </Grid>
          )}
        </QueryState>
      )}
    </CourseFrame>
  );
}
