import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { allNetworkFacts } from '../../components/networks/networkFacts.ts';
import { ZooPage } from '../../components/networks/ZooPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('networks.title') };
}

export default function ZooRoute() {
  return <ZooPage networks={allNetworkFacts()} />;
}
