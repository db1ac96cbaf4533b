import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RosterPage } from '../../../../../components/rosters/RosterPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.roster') };
}

export default async function RosterPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RosterPage id={id} />;
}
