import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AnalysisPage } from '../../../../../components/analyses/AnalysisPage.tsx';
import { TakeAhead } from '../../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../../graphql/askAhead.ts';
import { RunAnalysisDocument } from '../../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('analyses.title') };
}

export default async function AnalysisPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(RunAnalysisDocument, { runId: id })]}>
      <AnalysisPage runId={id} />
    </TakeAhead>
  );
}
