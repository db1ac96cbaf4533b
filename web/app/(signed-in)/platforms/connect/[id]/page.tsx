import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConnectPage } from '../../../../../components/platforms/ConnectPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('platforms.connect') };
}

export default async function ConnectPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ConnectPage id={id} />;
}
