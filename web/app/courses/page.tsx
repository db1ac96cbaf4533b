import type { Metadata } from 'next';
import { RequireAccount } from '../../features/accounts/RequireAccount.tsx';
import { CoursesPage } from '../../features/courses/CoursesPage.tsx';

export const metadata: Metadata = { title: 'Courses' };

export default function CoursesPageRoute() {
  return (
    <RequireAccount>
      <CoursesPage />
    </RequireAccount>
  );
}
