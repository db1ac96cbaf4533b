import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { RequireAccount } from '../../components/accounts/RequireAccount.tsx';
import { MoreTexts } from '../../components/site/MoreTexts.tsx';
import { textsByPlace } from '../../i18n/textGroups.ts';

/** Every page below this folder is only for people who have an account. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  return (
    <MoreTexts texts={textsByPlace(await getMessages()).signedIn}>
      <RequireAccount>{children}</RequireAccount>
    </MoreTexts>
  );
}
