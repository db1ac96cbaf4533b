import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewAssignmentPage } from '../../../../../components/assignments/NewAssignmentPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('assignments.create') };
}

export default async function NewAssignmentRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <NewAssignmentPage courseId={id} />;
}
