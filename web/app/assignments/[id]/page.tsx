import type { Metadata } from 'next';
import { RequireAccount } from '../../../features/accounts/RequireAccount.tsx';
import { AssignmentPage } from '../../../features/assignments/AssignmentPage.tsx';

export const metadata: Metadata = { title: 'Assignment' };

export default async function AssignmentPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <AssignmentPage id={id} />
    </RequireAccount>
  );
}
