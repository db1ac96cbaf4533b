import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PrivacyPage } from '../../components/site/PrivacyPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('site.privacy') };
}

export default function PrivacyRoute() {
  return <PrivacyPage />;
}
