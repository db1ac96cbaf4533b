import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoticesPage } from '../../../components/notices/NoticesPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('notices.title') };
}

export default function NoticesPageRoute() {
  return <NoticesPage />;
}
