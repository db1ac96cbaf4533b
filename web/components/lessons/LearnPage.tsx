import { Text } from '@mantine/core';
import { getTranslations } from 'next-intl/server';
import { readLessons } from '../../lessons/lessons.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import classes from './lessons.module.css';

/** All lessons, in the order in which one reads them. */
export async function LearnPage({ locale }: { locale: string }) {
  const t = await getTranslations();
  const lessons = await readLessons(locale);
  return (
    <Page title={t('lessons.title')} description={t('lessons.description')} size={820}>
      <ol className={classes.lessons}>
        {lessons.map(({ slug, title, lead }) => (
          <li key={slug}>
            <Link href={`/learn/${slug}`} className={classes.title}>
              {title}
            </Link>
            <Text c="dimmed">{lead}</Text>
          </li>
        ))}
      </ol>
    </Page>
  );
}
