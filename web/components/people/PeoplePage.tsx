'use client';

import { Grid, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { CourseFrame } from '../courses/CourseFrame.tsx';
import { LoadingRows } from '../page/QueryState.tsx';

const Members = dynamic(() => import('./Members.tsx').then(({ Members }) => Members), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});
const PendingPeople = dynamic(() => import('./PendingPeople.tsx').then(({ PendingPeople }) => PendingPeople), {
  ssr: false,
  loading: () => <LoadingRows rows={4} />,
});
const Sections = dynamic(() => import('./Sections.tsx').then(({ Sections }) => Sections), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const Invitations = dynamic(() => import('./Invitations.tsx').then(({ Invitations }) => Invitations), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const JoinCode = dynamic(() => import('../courses/JoinCode.tsx').then(({ JoinCode }) => JoinCode), {
  ssr: false,
  loading: () => <LoadingRows rows={3} />,
});

/** Who is in a course, who may come, and in which sections they are. */
export function PeoplePage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {(course) => (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="lg">
              <PendingPeople course={course} />
              <Members course={course} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack gap="lg">
              {course.joinCode && !course.archivedAt && (
                <JoinCode courseId={id} code={course.joinCode} isOpen={course.isJoinOpen} />
              )}
              <Invitations course={course} />
              <Sections course={course} />
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </CourseFrame>
  );
}
