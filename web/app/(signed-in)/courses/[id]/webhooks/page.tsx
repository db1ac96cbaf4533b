import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { WebhooksPage } from '../../../../../components/webhooks/WebhooksPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.tabs.webhooks') };
}

export default async function WebhooksPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <WebhooksPage id={id} />;
}
