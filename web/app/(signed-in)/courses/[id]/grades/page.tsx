import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GradebookPage } from '../../../../../components/courses/GradebookPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('grades.title') };
}

export default async function GradebookPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <GradebookPage id={id} />;
}
