import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LecturePage } from '../../../../components/lectures/LecturePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lectures.title') };
}

export default async function LecturePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <LecturePage id={id} />;
}
