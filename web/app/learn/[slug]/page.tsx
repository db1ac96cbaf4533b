import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { LessonPage } from '../../../components/lessons/LessonPage.tsx';
import { type LessonSlug, lessonSlugs, readLesson } from '../../../lessons/lessons.ts';

interface LessonRouteProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: LessonRouteProps): Promise<Metadata> {
  const { title, lead } = await readLesson(await slugOf(params), await getLocale());
  return { title, description: lead };
}

export default async function LessonRoute({ params }: LessonRouteProps) {
  return <LessonPage slug={await slugOf(params)} locale={await getLocale()} />;
}

async function slugOf(params: LessonRouteProps['params']): Promise<LessonSlug> {
  const { slug: asked } = await params;
  const slug = lessonSlugs.find((known) => known === asked);
  if (!slug) notFound();
  return slug;
}
