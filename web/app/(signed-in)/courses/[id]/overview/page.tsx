import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OverviewPage } from '../../../../../components/overview/OverviewPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.overview') };
}

export default async function OverviewPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <OverviewPage id={id} />;
}
