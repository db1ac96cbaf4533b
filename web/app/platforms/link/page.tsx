import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkPage } from '../../../components/platforms/LinkPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('platforms.link') };
}

export default async function LinkPageRoute({ searchParams }: { searchParams: Promise<{ ticket?: string }> }) {
  const { ticket = '' } = await searchParams;
  return <LinkPage ticket={ticket} />;
}
