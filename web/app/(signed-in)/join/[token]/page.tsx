import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JoinPage } from '../../../../components/courses/JoinPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.invited') };
}

export default async function JoinPageRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <JoinPage token={token} />;
}
