import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RunPage } from '../../../../components/runs/RunPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('runs.run') };
}

export default async function RunPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RunPage id={id} />;
}
