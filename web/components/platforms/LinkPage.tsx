'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { PlatformArrivalDocument } from '../../graphql/generated/graphql.ts';
import { AccountCard } from '../accounts/AccountCard.tsx';
import { useMe } from '../accounts/session.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';

/** Somebody came from a learning platform and may have an account already: they say whether it is theirs. */
export function LinkPage({ ticket }: { ticket: string }) {
  const t = useTranslations();
  const { me } = useMe();
  const result = useQuery(PlatformArrivalDocument, { variables: { ticket }, fetchPolicy: 'network-only' });
  const here = `/platforms/link?ticket=${encodeURIComponent(ticket)}`;
  return (
    <AccountCard title={t('platforms.link')} footer={t('platforms.linkFooter')}>
      <QueryState result={result}>
        {({ ltiArrival }) =>
          ltiArrival ? (
            <Stack>
              <Text size="sm">{t('platforms.linkText', { platform: ltiArrival.platform, name: ltiArrival.name })}</Text>
              {me ? (
                <Choice ticket={ticket} choice="own">
                  {t('platforms.linkOwn', { name: me.name })}
                </Choice>
              ) : (
                <>
                  {ltiArrival.emailIsTaken && (
                    <Text size="sm">{t('platforms.linkTaken', { email: ltiArrival.email })}</Text>
                  )}
                  <Button component={Link} href={`/sign-in?next=${encodeURIComponent(here)}`}>
                    {t('platforms.linkSignIn')}
                  </Button>
                </>
              )}
              <Choice ticket={ticket} choice="new" quiet>
                {t('platforms.linkNew')}
              </Choice>
            </Stack>
          ) : (
            <Alert color="red" title={t('platforms.stale')}>
              {t('platforms.staleText')}
            </Alert>
          )
        }
      </QueryState>
    </AccountCard>
  );
}

/** The API answers this form itself: only it sees the cookie that the launch began with. */
function Choice(props: { ticket: string; choice: 'own' | 'new'; quiet?: boolean; children: string }) {
  return (
    <form method="post" action="/lti/link">
      <input type="hidden" name="ticket" value={props.ticket} />
      <input type="hidden" name="choice" value={props.choice} />
      <Button type="submit" fullWidth variant={props.quiet ? 'default' : 'filled'}>
        {props.children}
      </Button>
    </form>
  );
}
