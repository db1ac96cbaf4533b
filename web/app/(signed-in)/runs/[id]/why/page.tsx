import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AnalysisPage } from '../../../../../components/analyses/AnalysisPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('analyses.title') };
}

export default async function AnalysisPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AnalysisPage runId={id} />;
}
