import type { Metadata } from 'next';
import { RequireAccount } from '../../../../features/accounts/RequireAccount.tsx';
import { LeaderboardPage } from '../../../../features/leaderboards/LeaderboardPage.tsx';

export const metadata: Metadata = { title: 'Leaderboard' };

export default async function LeaderboardPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <LeaderboardPage id={id} />
    </RequireAccount>
  );
}
