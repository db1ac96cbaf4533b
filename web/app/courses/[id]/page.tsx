import type { Metadata } from 'next';
import { RequireAccount } from '../../../features/accounts/RequireAccount.tsx';
import { CoursePage } from '../../../features/courses/CoursePage.tsx';

export const metadata: Metadata = { title: 'Course' };

export default async function CoursePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <CoursePage id={id} />
    </RequireAccount>
  );
}
