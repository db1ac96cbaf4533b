import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { backboneEntries, backboneNames } from '#contracts/backboneEntries';
import { TryPage } from '../../../../../components/predictions/TryPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('predictions.title') };
}

export default async function TryPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const preprocessings = Object.fromEntries(backboneNames.map((name) => [name, backboneEntries[name].preprocessInput]));
  return <TryPage runId={id} preprocessings={preprocessings} />;
}
