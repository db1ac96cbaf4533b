'use client';

import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Stack } from '@mantine/core';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText } from '../../graphql/apiError.ts';
import { ConfirmEmailDocument, MeDocument, MyAccountDocument } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';
import { useMe } from './session.ts';

/** The page of a link that confirms an address. A person presses the button: programs that read e-mails open links. */
export function ConfirmEmail() {
  const t = useTranslations();
  const { me } = useMe();
  const parameters = useSearchParams();
  const pathname = usePathname();
  const token = parameters.get('token') ?? '';
  const [failure, setFailure] = useState<unknown>();
  const [confirmed, setConfirmed] = useState<string>();
  const [confirm, { loading }] = useMutation(ConfirmEmailDocument, {
    variables: { token },
    refetchQueries: me ? [MeDocument, MyAccountDocument] : [],
  });
  const send = async () => {
    setFailure(undefined);
    try {
      setConfirmed((await confirm()).data?.confirmEmail);
    } catch (error) {
      setFailure(error);
    }
  };
  const code = failure === undefined ? undefined : describeError(failure).code;
  const back = encodeURIComponent(`${pathname}?token=${token}`);
  return (
    <AccountCard
      title={t('accounts.confirmTitle')}
      hint={confirmed ? undefined : t('accounts.confirmHint')}
      footer={
        <Anchor component={Link} href={code === 'UNAUTHENTICATED' ? `/sign-in?next=${back}` : '/courses'}>
          {code === 'UNAUTHENTICATED' ? t('accounts.signIn') : t('welcome.courses')}
        </Anchor>
      }
    >
      <Stack>
        <FormAlert
          problem={
            failure === undefined
              ? undefined
              : code === 'UNAUTHENTICATED'
                ? t('accounts.confirmSignedIn')
                : code === 'LINK_INVALID'
                  ? t('accounts.linkInvalid')
                  : errorText(t, failure)
          }
          done={confirmed && t('accounts.confirmed', { email: confirmed })}
        />
        {!confirmed && (
          <Button loading={loading} onClick={send}>
            {t('accounts.confirm')}
          </Button>
        )}
      </Stack>
    </AccountCard>
  );
}
