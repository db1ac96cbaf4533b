import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CoursesPage } from '../../../components/courses/CoursesPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.title') };
}

export default function CoursesPageRoute() {
  return <CoursesPage />;
}
