import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LeaderboardPage } from '../../../../../components/leaderboards/LeaderboardPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('leaderboards.title') };
}

export default async function LeaderboardPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <LeaderboardPage id={id} />;
}
