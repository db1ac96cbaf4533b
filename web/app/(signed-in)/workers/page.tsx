import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { WorkersPage } from '../../../components/workers/WorkersPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('workers.title') };
}

export default function WorkersPageRoute() {
  return <WorkersPage />;
}
