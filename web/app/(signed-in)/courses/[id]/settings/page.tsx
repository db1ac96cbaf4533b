import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CourseSettingsPage } from '../../../../../components/courseSettings/CourseSettingsPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.settings') };
}

export default async function CourseSettingsPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CourseSettingsPage id={id} />;
}
