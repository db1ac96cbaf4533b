'use client';

import { Grid, Stack } from '@mantine/core';
import { CourseFrame } from '../courses/CourseFrame.tsx';
import { JoinCode } from '../courses/JoinCode.tsx';
import { Invitations } from './Invitations.tsx';
import { Members } from './Members.tsx';
import { PendingPeople } from './PendingPeople.tsx';
import { Sections } from './Sections.tsx';

/** Who is in a course, who may come, and in which sections they are. */
export function PeoplePage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {(course) => (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="lg">
              <Members course={course} />
              <PendingPeople courseId={id} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack gap="lg">
              {course.joinCode && <JoinCode courseId={id} code={course.joinCode} isOpen={course.isJoinOpen} />}
              <Invitations course={course} />
              <Sections course={course} />
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </CourseFrame>
  );
}
