import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LeaderboardPage } from '../../../../../components/leaderboards/LeaderboardPage.tsx';
import { pageRows } from '../../../../../components/page/pageRows.ts';
import { TakeAhead } from '../../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../../graphql/askAhead.ts';
import { LeaderboardDocument } from '../../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('leaderboards.title') };
}

export default async function LeaderboardPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(LeaderboardDocument, { assignmentId: id, first: pageRows, after: null })]}>
      <LeaderboardPage id={id} />
    </TakeAhead>
  );
}
