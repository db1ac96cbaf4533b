import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EditAssignmentPage } from '../../../../../components/assignments/EditAssignmentPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('assignments.edit') };
}

export default async function EditAssignmentRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EditAssignmentPage id={id} />;
}
