import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DatasetPage } from '../../../../components/datasets/DatasetPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('datasets.dataset') };
}

export default async function DatasetPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DatasetPage id={id} />;
}
