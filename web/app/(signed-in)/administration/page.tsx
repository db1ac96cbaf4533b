import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdministrationPage } from '../../../components/administration/AdministrationPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('administration.title') };
}

export default function AdministrationRoute() {
  return <AdministrationPage />;
}
