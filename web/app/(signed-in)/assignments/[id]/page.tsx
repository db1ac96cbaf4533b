import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssignmentPage } from '../../../../components/assignments/AssignmentPage.tsx';
import { drawMarkdown } from '../../../../components/page/drawMarkdown.tsx';
import { pageRows } from '../../../../components/page/pageRows.ts';
import { ownRuns } from '../../../../components/runs/ownRuns.ts';
import { TakeAhead } from '../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../graphql/askAhead.ts';
import { AssignmentDocument, AssignmentRunsDocument } from '../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('assignments.assignment') };
}

export default async function AssignmentPageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const assignment = askAhead(AssignmentDocument, { id });
  const runs = askAhead(AssignmentRunsDocument, { id, filter: ownRuns, first: pageRows, after: null });
  return (
    <TakeAhead answers={[assignment, runs]}>
      <AssignmentPage id={id} drawn={drawMarkdown(assignment.data.then((data) => data?.assignment.description))} />
    </TakeAhead>
  );
}
