import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GradingPage } from '../../../../../components/grades/GradingPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('grades.grading') };
}

export default async function GradingPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <GradingPage id={id} />;
}
