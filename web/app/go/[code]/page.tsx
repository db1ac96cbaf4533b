import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GuestPage } from '../../../components/lectures/GuestPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('lectures.phone.title') };
}

export default async function GuestPageRoute({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  return <GuestPage code={code} />;
}
