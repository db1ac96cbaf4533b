import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SubmitPage } from '../../../../../components/recipes/SubmitPage.tsx';
import { TakeAhead } from '../../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../../graphql/askAhead.ts';
import { AssignmentDocument } from '../../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('recipes.title') };
}

export default async function SubmitPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(AssignmentDocument, { id })]}>
      <SubmitPage id={id} />
    </TakeAhead>
  );
}
