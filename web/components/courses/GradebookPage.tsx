'use client';

import { Gradebook } from '../grades/Gradebook.tsx';
import { CourseFrame } from './CourseFrame.tsx';

/** The gradebook of a course, for its staff. */
export function GradebookPage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {() => <Gradebook courseId={id} />}
    </CourseFrame>
  );
}
