'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Badge } from '@mantine/core';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CourseHeadDocument, type CourseHeadQuery } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import classes from './CourseFrame.module.css';

/** The pages of a course that its staff have. A noun with a page of its own adds a line. */
const tabs = [
  { path: '', label: 'courses.tabs.work' },
  { path: '/overview', label: 'courses.tabs.overview' },
  { path: '/people', label: 'courses.tabs.people' },
  { path: '/roster', label: 'courses.tabs.roster' },
  { path: '/grades', label: 'grades.title' },
  { path: '/settings', label: 'courses.tabs.settings' },
  { path: '/webhooks', label: 'courses.tabs.webhooks' },
  { path: '/log', label: 'courses.tabs.log' },
] as const;

export type CourseHead = CourseHeadQuery['course'];

/** The frame of every page of a course: its title, whether it is archived, and, for staff, the ways to its pages. */
export function CourseFrame(props: {
  id: string;
  actions?: ReactNode;
  /** Whether students have no such page. */
  staffOnly?: boolean;
  children: (course: CourseHead) => ReactNode;
}) {
  const { id, actions, staffOnly = false, children } = props;
  const t = useTranslations();
  const pathname = usePathname();
  const result = useQuery(CourseHeadDocument, { variables: { id } });
  const course = result.data?.course;
  const staff = course !== undefined && isStaff(course.role);
  const home = `/courses/${id}`;
  return (
    <Page
      title={course?.title ?? t('courses.course')}
      crumbs={[{ label: t('courses.title'), href: '/courses' }]}
      actions={
        <>
          {actions}
          {course && <Badge variant="light">{t(`accounts.roles.${course.role}`)}</Badge>}
        </>
      }
    >
      {staff && (
        <nav className={classes.tabs} aria-label={t('courses.tabs.title')}>
          {tabs.map(({ path, label }) => (
            <Link
              key={path}
              href={home + path}
              className={classes.tab}
              aria-current={pathname === home + path ? 'page' : undefined}
            >
              {t(label)}
            </Link>
          ))}
        </nav>
      )}
      {course && <ArchivedNotice course={course} />}
      <QueryState result={result} rows={8}>
        {(data) =>
          staffOnly && !isStaff(data.course.role) ? (
            <Alert color="red">{t('courses.staffOnly')}</Alert>
          ) : (
            children(data.course)
          )
        }
      </QueryState>
    </Page>
  );
}
