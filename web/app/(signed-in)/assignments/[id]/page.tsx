import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssignmentPage } from '../../../../components/assignments/AssignmentPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('assignments.assignment') };
}

export default async function AssignmentPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AssignmentPage id={id} />;
}
