import { type Lesson, parseLesson } from './parseLesson.ts';

/** The lessons, in the order in which one reads them. */
export const lessonSlugs = [
  'pretraining',
  'transfer-and-fine-tuning',
  'when-to-freeze',
  'downstream-tasks',
  'start-slope-asymptote',
  'augmentation',
  'steps-per-epoch',
  'overfitting',
  'frozen-batch-normalization',
  'public-scores',
] as const;

export type LessonSlug = (typeof lessonSlugs)[number];

/** A lesson in the reader's language; in English where it has none in that. */
export async function readLesson(slug: LessonSlug, locale: string): Promise<Lesson> {
  const language = locale === 'ko' ? 'ko' : 'en';
  const { default: text }: { default: string } = await import(`./texts/${slug}.${language}.md`);
  return parseLesson(text);
}

/** All of them. */
export async function readLessons(locale: string): Promise<(Lesson & { slug: LessonSlug })[]> {
  return Promise.all(lessonSlugs.map(async (slug) => ({ slug, ...(await readLesson(slug, locale)) })));
}
