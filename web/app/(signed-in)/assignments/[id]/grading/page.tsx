import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GradingPage } from '../../../../../components/grades/GradingPage.tsx';
import { TakeAhead } from '../../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../../graphql/askAhead.ts';
import { GradingDocument } from '../../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('grades.grading') };
}

export default async function GradingPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(GradingDocument, { assignmentId: id })]}>
      <GradingPage id={id} />
    </TakeAhead>
  );
}
