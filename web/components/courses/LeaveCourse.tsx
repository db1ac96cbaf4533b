'use client';

import { useApolloClient, useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { CoursesDocument, LeaveCourseDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';

/** Takes oneself out of a course, after saying what stays. */
export function LeaveCourse({ id, title }: { id: string; title: string }) {
  const t = useTranslations();
  const router = useRouter();
  const client = useApolloClient();
  const [leave] = useMutation(LeaveCourseDocument, { variables: { courseId: id } });
  const confirm = async () => {
    await leave();
    router.push('/courses');
    await client.refetchQueries({ include: [CoursesDocument] });
  };
  return (
    <ConfirmButton
      label={t('courses.leave')}
      title={t('courses.leaveTitle', { title })}
      onConfirm={confirm}
      button={{ variant: 'subtle', color: 'red', size: 'compact-sm' }}
    >
      <Text size="sm">{t('courses.leaveText')}</Text>
    </ConfirmButton>
  );
}
