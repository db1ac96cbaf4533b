import type { Metadata } from 'next';
import { RequireAccount } from '../../features/accounts/RequireAccount.tsx';
import { SettingsPage } from '../../features/apiKeys/SettingsPage.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default function SettingsPageRoute() {
  return (
    <RequireAccount>
      <SettingsPage />
    </RequireAccount>
  );
}
