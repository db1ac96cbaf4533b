import type { Metadata } from 'next';
import { RequireAccount } from '../../features/accounts/RequireAccount.tsx';
import { WorkersPage } from '../../features/workers/WorkersPage.tsx';

export const metadata: Metadata = { title: 'Queue' };

export default function WorkersPageRoute() {
  return (
    <RequireAccount>
      <WorkersPage />
    </RequireAccount>
  );
}
