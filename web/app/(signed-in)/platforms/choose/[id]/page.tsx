import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChoosePage } from '../../../../../components/platforms/ChoosePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('platforms.choose') };
}

export default async function ChoosePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ChoosePage id={id} />;
}
