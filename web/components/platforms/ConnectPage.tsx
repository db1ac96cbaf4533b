'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  ConnectPlatformCourseDocument,
  CoursesDocument,
  PlatformCourseDocument,
} from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';

/** An instructor came from a platform's course that is not connected yet: which course here is it? */
export function ConnectPage({ id }: { id: string }) {
  const t = useTranslations();
  const router = useRouter();
  const login = useSearchParams().get('login');
  const there = useQuery(PlatformCourseDocument, { variables: { id } });
  const courses = useQuery(CoursesDocument);
  const [courseId, setCourseId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string>();
  const [connect, { loading }] = useMutation(ConnectPlatformCourseDocument);
  const taught = courses.data?.courses.filter(({ role }) => isStaff(role)) ?? [];
  const submit = async () => {
    if (courseId === null) return;
    setFailure(undefined);
    try {
      await connect({ variables: { id, courseId } });
      router.push(login ? `/platforms/choose/${id}?login=${login}` : `/courses/${courseId}`);
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <Page title={t('platforms.connect')} size={640}>
      <QueryState result={there}>
        {({ ltiContext }) => (
          <Section title={t('platforms.connectTitle', { title: ltiContext.title, platform: ltiContext.platform })}>
            {failure && (
              <Alert color="red" role="alert" title={t('platforms.notConnected')}>
                {failure}
              </Alert>
            )}
            {courses.data && taught.length === 0 ? (
              <EmptyState title={t('platforms.noCourse')}>{t('platforms.noCourseText')}</EmptyState>
            ) : (
              <Stack>
                <Text size="sm">{t('platforms.connectText')}</Text>
                <Select
                  label={t('platforms.course')}
                  data={taught.map((course) => ({ value: course.id, label: course.title }))}
                  value={courseId}
                  onChange={setCourseId}
                />
                <Button disabled={courseId === null} loading={loading} onClick={submit}>
                  {t('platforms.connectSubmit')}
                </Button>
              </Stack>
            )}
            <Button component={Link} href="/courses" variant="subtle">
              {t('platforms.toCourses')}
            </Button>
          </Section>
        )}
      </QueryState>
    </Page>
  );
}
