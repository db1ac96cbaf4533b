import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PeoplePage } from '../../../../../components/people/PeoplePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.people') };
}

export default async function PeoplePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PeoplePage id={id} />;
}
