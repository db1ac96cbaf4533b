import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CourseLogPage } from '../../../../../components/auditLog/CourseLogPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.log') };
}

export default async function CourseLogPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CourseLogPage id={id} />;
}
