import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SubmitPage } from '../../../../../components/recipes/SubmitPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('recipes.title') };
}

export default async function SubmitPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SubmitPage id={id} />;
}
