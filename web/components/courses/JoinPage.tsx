'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Stack } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { AcceptInvitationDocument, CoursesDocument, InvitationOfferDocument } from '../../graphql/generated/graphql.ts';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

/** Where the link of an invitation leads: what it offers, and a button to accept it. */
export function JoinPage({ token }: { token: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const router = useRouter();
  const result = useQuery(InvitationOfferDocument, { variables: { token } });
  const [accept, { loading, error }] = useMutation(AcceptInvitationDocument, {
    variables: { token },
    refetchQueries: [CoursesDocument],
    onCompleted: (data) => router.push(`/courses/${data.acceptInvitation.id}`),
  });
  return (
    <Page title={t('courses.invited')} size={620}>
      <QueryState result={result}>
        {({ invitationOffer: { courseTitle, role, section, expiresAt } }) => (
          <Section title={courseTitle}>
            <Stack gap="md" align="stretch">
              <FactList
                facts={[
                  [t('courses.youBecome'), t(`accounts.roles.${role}`)],
                  ...(section ? [[t('people.section'), section] as [string, string]] : []),
                  [t('courses.offerExpires'), formats.moment(expiresAt)],
                ]}
              />
              {error && (
                <Alert color="red" role="alert">
                  {errorText(t, error)}
                </Alert>
              )}
              <Button loading={loading} onClick={() => accept().catch(() => undefined)}>
                {t('courses.acceptInvitation')}
              </Button>
            </Stack>
          </Section>
        )}
      </QueryState>
    </Page>
  );
}
