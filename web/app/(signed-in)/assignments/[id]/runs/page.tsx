import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AllRunsPage } from '../../../../../components/runs/AllRunsPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('runs.all') };
}

export default async function AllRunsPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AllRunsPage id={id} />;
}
