import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectorPage } from '../../../../../../components/leaderboards/ProjectorPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('leaderboards.title') };
}

export default async function ProjectorPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ProjectorPage id={id} />;
}
