import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlatformsPage } from '../../../components/platforms/PlatformsPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('platforms.title') };
}

export default function PlatformsPageRoute() {
  return <PlatformsPage />;
}
