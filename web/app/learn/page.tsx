import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { LearnPage } from '../../components/lessons/LearnPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lessons.title') };
}

export default async function LearnRoute() {
  return <LearnPage locale={await getLocale()} />;
}
