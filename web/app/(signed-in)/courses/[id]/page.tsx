import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CoursePage } from '../../../../components/courses/CoursePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.course') };
}

export default async function CoursePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CoursePage id={id} />;
}
