import type { Metadata } from 'next';
import { RequireAccount } from '../../../../features/accounts/RequireAccount.tsx';
import { AllRunsPage } from '../../../../features/runs/AllRunsPage.tsx';

export const metadata: Metadata = { title: 'All runs' };

export default async function AllRunsPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <AllRunsPage id={id} />
    </RequireAccount>
  );
}
