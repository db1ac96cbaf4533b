import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ManagePage } from '../../../../../components/assignments/ManagePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('assignments.manageDetails') };
}

export default async function ManageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ManagePage id={id} />;
}
