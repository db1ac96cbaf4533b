import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { maxPoints } from '../../../../components/runs/maxPoints.ts';
import { RunPage } from '../../../../components/runs/RunPage.tsx';
import { TakeAhead } from '../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../graphql/askAhead.ts';
import { RunDocument, RunHistoryDocument } from '../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('runs.run') };
}

export default async function RunPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(RunDocument, { id }), askAhead(RunHistoryDocument, { id, maxPoints })]}>
      <RunPage id={id} />
    </TakeAhead>
  );
}
