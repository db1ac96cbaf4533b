import type { ReactNode } from 'react';
import { RequireAccount } from '../../components/accounts/RequireAccount.tsx';

/** Every page below this folder is only for people who have an account. */
export default function SignedInLayout({ children }: { children: ReactNode }) {
  return <RequireAccount>{children}</RequireAccount>;
}
