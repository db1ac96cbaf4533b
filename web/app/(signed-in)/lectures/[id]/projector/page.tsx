import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectorPage } from '../../../../../components/lectures/ProjectorPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lectures.projector') };
}

export default async function ProjectorPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ProjectorPage id={id} />;
}
