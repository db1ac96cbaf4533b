import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LecturesPage } from '../../../../../components/lectures/LecturesPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lectures.title') };
}

export default async function LecturesPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <LecturesPage assignmentId={id} />;
}
