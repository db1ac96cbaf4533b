'use client';

import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CoursesQuery, SiteRole } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';

export function CourseList({ courses, siteRole }: { courses: CoursesQuery['courses']; siteRole?: SiteRole }) {
  const t = useTranslations();
  const formats = useFormats();
  if (courses.length === 0)
    return (
      <EmptyState title={t('courses.none')}>
        {siteRole === 'ADMIN' || siteRole === 'TEACHER' ? t('courses.noneForTeacher') : t('courses.noneForStudent')}
        {siteRole === 'ADMIN' && (
          <>
            {' '}
            {t.rich('courses.whoMayCome', {
              link: (text) => (
                <Anchor component={Link} href="/administration" underline="always">
                  {text}
                </Anchor>
              ),
            })}
          </>
        )}
      </EmptyState>
    );
  const archived = courses.filter(({ archivedAt }) => archivedAt !== null);
  const running = courses.filter(({ archivedAt }) => archivedAt === null);
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {running.concat(archived).map((course) => (
        <Group key={course.id} component="li" justify="space-between" wrap="nowrap">
          <div>
            <Anchor component={Link} href={`/courses/${course.id}`} fw={600}>
              {course.title}
            </Anchor>
            <Text size="sm" c="dimmed">
              {t('courses.created', { time: formats.moment(course.createdAt) })}
            </Text>
          </div>
          <Group gap={6}>
            {course.archivedAt && (
              <Badge variant="light" color="gray">
                {t('courses.archivedShort')}
              </Badge>
            )}
            <Badge variant="light">{t(`accounts.roles.${course.role}`)}</Badge>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
