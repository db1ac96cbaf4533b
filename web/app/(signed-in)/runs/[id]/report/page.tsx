import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReportPage } from '../../../../../components/report/ReportPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('report.title') };
}

export default async function ReportPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ReportPage id={id} />;
}
