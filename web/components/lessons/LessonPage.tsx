import { Stack, Title } from '@mantine/core';
import { getTranslations } from 'next-intl/server';
import { type LessonSlug, readLessons } from '../../lessons/lessons.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LessonFigure } from './LessonFigure.tsx';
import { LessonRecipe } from './LessonRecipe.tsx';
import { LessonText } from './LessonText.tsx';
import classes from './lessons.module.css';

/** One lesson: a text with live figures, a recipe to run, and the way to the next one. */
export async function LessonPage({ slug, locale }: { slug: LessonSlug; locale: string }) {
  const t = await getTranslations();
  const lessons = await readLessons(locale);
  const place = lessons.findIndex((lesson) => lesson.slug === slug);
  const { title, lead, body, recipe } = lessons[place]!;
  const next = lessons[place + 1];
  return (
    <Page title={title} crumbs={[{ label: t('lessons.title'), href: '/learn' }]} description={lead} size={820}>
      <article>
        <LessonText text={body} figure={(name, caption) => <LessonFigure name={name} caption={caption} />} />
      </article>
      <Stack gap="sm" component="section" aria-labelledby="run-it">
        <Title order={2} id="run-it">
          {t('lessons.runIt')}
        </Title>
        <LessonRecipe slug={slug} recipe={recipe} />
      </Stack>
      <nav className={classes.further} aria-label={t('lessons.further')}>
        <Link href="/zoo" className={classes.link}>
          {t('lessons.toZoo')}
        </Link>
        <Link href={next ? `/learn/${next.slug}` : '/learn'} className={classes.next}>
          {next ? t('lessons.next', { title: next.title }) : t('lessons.all')}
        </Link>
      </nav>
    </Page>
  );
}
