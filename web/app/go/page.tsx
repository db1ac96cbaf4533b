import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JoinPage } from '../../components/lectures/JoinPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lectures.phone.enterCode') };
}

export default function JoinPageRoute() {
  return <JoinPage />;
}
