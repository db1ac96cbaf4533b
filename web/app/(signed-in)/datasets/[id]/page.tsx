import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DatasetPage } from '../../../../components/datasets/DatasetPage.tsx';
import { TakeAhead } from '../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../graphql/askAhead.ts';
import { DatasetDocument } from '../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('datasets.dataset') };
}

export default async function DatasetPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(DatasetDocument, { id })]}>
      <DatasetPage id={id} />
    </TakeAhead>
  );
}
