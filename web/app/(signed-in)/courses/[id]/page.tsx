import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CoursePage } from '../../../../components/courses/CoursePage.tsx';
import { TakeAhead } from '../../../../components/site/TakeAhead.tsx';
import { askAhead } from '../../../../graphql/askAhead.ts';
import { CourseDocument, CourseHeadDocument } from '../../../../graphql/generated/graphql.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('courses.course') };
}

export default async function CoursePageRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <TakeAhead answers={[askAhead(CourseHeadDocument, { id }), askAhead(CourseDocument, { id })]}>
      <CoursePage id={id} />
    </TakeAhead>
  );
}
