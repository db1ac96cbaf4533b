import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsPage } from '../../../components/apiKeys/SettingsPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('settings.title') };
}

export default function SettingsPageRoute() {
  return <SettingsPage />;
}
