import type { Metadata } from 'next';
import { RequireAccount } from '../../../features/accounts/RequireAccount.tsx';
import { RunPage } from '../../../features/runs/RunPage.tsx';

export const metadata: Metadata = { title: 'Run' };

export default async function RunPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <RunPage id={id} />
    </RequireAccount>
  );
}
