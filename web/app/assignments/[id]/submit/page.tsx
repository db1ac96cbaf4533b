import type { Metadata } from 'next';
import { RequireAccount } from '../../../../features/accounts/RequireAccount.tsx';
import { SubmitPage } from '../../../../features/recipes/SubmitPage.tsx';

export const metadata: Metadata = { title: 'New run' };

export default async function SubmitPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <RequireAccount>
      <SubmitPage id={id} />
    </RequireAccount>
  );
}
