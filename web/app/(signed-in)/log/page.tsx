import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteLogPage } from '../../../components/auditLog/SiteLogPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('auditLog.siteTitle') };
}

export default function SiteLogPageRoute() {
  return <SiteLogPage />;
}
