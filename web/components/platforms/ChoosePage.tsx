'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PlatformCourseDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

/** Deep linking: an instructor chooses the assignment that the platform's course gets a link to. */
export function ChoosePage({ id }: { id: string }) {
  const t = useTranslations();
  const login = useSearchParams().get('login') ?? '';
  const result = useQuery(PlatformCourseDocument, { variables: { id } });
  return (
    <Page title={t('platforms.choose')} size={640}>
      <QueryState result={result}>
        {({ ltiContext }) => (
          <Section
            title={ltiContext.course?.title ?? t('platforms.choose')}
            description={t('platforms.chooseText', { platform: ltiContext.platform, title: ltiContext.title })}
          >
            {(ltiContext.course?.assignments ?? []).length === 0 ? (
              <EmptyState title={t('platforms.noAssignments')}>{t('platforms.noAssignmentsText')}</EmptyState>
            ) : (
              <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {ltiContext.course?.assignments.map((assignment) => (
                  <Group key={assignment.id} component="li" justify="space-between">
                    <Text fw={500}>{assignment.title}</Text>
                    <form method="post" action="/lti/deep-link">
                      <input type="hidden" name="login" value={login} />
                      <input type="hidden" name="assignmentId" value={assignment.id} />
                      <Button type="submit" size="xs">
                        {t('platforms.chooseSubmit')}
                        <span className="visually-hidden"> {assignment.title}</span>
                      </Button>
                    </form>
                  </Group>
                ))}
              </Stack>
            )}
          </Section>
        )}
      </QueryState>
    </Page>
  );
}
