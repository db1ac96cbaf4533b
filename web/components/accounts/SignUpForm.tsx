'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Divider, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { normalizeName, personNameFault } from '#contracts/personName';
import { authErrorText } from '../../graphql/apiError.ts';
import { InvitedAddressDocument } from '../../graphql/generated/graphql.ts';
import { codeToJoin } from '../page/joinAddress.ts';
import { Link } from '../page/Link.tsx';
import { useSite } from '../page/useSite.ts';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';
import { nextPath } from './nextPath.ts';
import { PasswordField } from './PasswordField.tsx';
import { SingleSignOn } from './SingleSignOn.tsx';
import { loadAuth, useSessionChanged } from './session.ts';
import { shortestPassword } from './shortestPassword.ts';
import { useInvitedTo } from './useInvitedTo.ts';

export function SignUpForm() {
  const t = useTranslations();
  const site = useSite();
  const sessionChanged = useSessionChanged();
  const parameters = useSearchParams();
  const next = parameters.get('next');
  const invitedTo = useInvitedTo(next);
  const code = codeToJoin(next);
  const firstAccountToken = parameters.get('token') ?? undefined;
  const invitation = parameters.get('invitation') ?? undefined;
  const invited = useQuery(InvitedAddressDocument, { variables: { token: invitation ?? '' }, skip: !invitation });
  const address = invited.data?.invitedAddress ?? undefined;
  const [failure, setFailure] = useState<string>();
  const [isDone, setDone] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (name) => nameProblem(name),
      password: (password) =>
        password.length < shortestPassword
          ? t('accounts.passwordTooShort', { least: shortestPassword, length: password.length })
          : null,
    },
  });
  const nameProblem = (name: string) => {
    if (name.trim() === '') return t('accounts.nameMissing');
    return personNameFault(normalizeName(name)) === undefined ? null : t('accounts.nameNotAllowed');
  };
  const { setFieldValue } = form;
  useEffect(() => {
    if (address) setFieldValue('email', address);
  }, [address, setFieldValue]);
  const signUp = async (values: typeof form.values) => {
    setFailure(undefined);
    const { authClient } = await loadAuth();
    const { error } = await authClient.signUp.email({
      ...values,
      ...(firstAccountToken && { firstAccountToken }),
      ...(invitation && { invitation }),
      ...(invitedTo && { courseInvitation: invitedTo.token }),
    });
    if (error?.code === 'EMAIL_DOMAIN_NOT_ALLOWED') return form.setFieldError('email', authErrorText(t, error));
    if (error) return setFailure(authErrorText(t, error));
    // The answer to a sign-up does not say whether there was such an account already.
    const { email, password } = values;
    const signedIn = await authClient.signIn.email({ email, password });
    if (signedIn.error?.status === 401 && site?.mailDelivery === 'SMTP') setSentTo(email);
    else if (signedIn.error?.status === 401) setFailure(t('accounts.signInInstead'));
    else if (signedIn.error) setFailure(authErrorText(t, signedIn.error));
    else {
      // The invitation is used now, which is no fault: the next page is on its way.
      setDone(true);
      await sessionChanged(nextPath(next));
    }
  };
  const staleInvitation = !isDone && invitation !== undefined && invited.data?.invitedAddress === null;
  // Who is in the roster of a course may make an account with that address, where an e-mail shows that it is theirs.
  const rosterCounts = site?.signUp === 'INVITATION' && site.mailDelivery === 'SMTP';
  const isInvited = address !== undefined || (site?.signUp === 'INVITATION' && invitedTo !== undefined);
  const isOpen = isDone || firstAccountToken !== undefined || site?.signUp === 'OPEN' || isInvited || rosterCounts;
  const waits = site === undefined || (invitation !== undefined && invited.loading);
  return (
    <AccountCard
      title={t('accounts.createTitle')}
      hint={
        firstAccountToken
          ? t('accounts.createHint')
          : (invitedTo?.sentence ??
            (address ? t('accounts.invitedToSite', { email: address }) : code && t('accounts.joinsCourse', { code })))
      }
      footer={t.rich('accounts.haveAccount', {
        link: (text) => (
          <Anchor
            underline="always"
            component={Link}
            href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}
          >
            {text}
          </Anchor>
        ),
      })}
    >
      <Stack>
        <FormAlert
          problem={staleInvitation ? t('errors.SITE_INVITATION_INVALID') : failure}
          done={sentTo && t('accounts.lookIntoMail', { email: sentTo })}
        />
        {site?.singleSignOn && site.signUp !== 'CLOSED' && !firstAccountToken && (
          <>
            <SingleSignOn name={site.singleSignOn} next={next} onProblem={setFailure} />
            {isOpen && <Divider label={t('accounts.orWithPassword')} />}
          </>
        )}
        {!isOpen && !waits && !staleInvitation && (
          <Alert role="status">
            {site.signUp === 'CLOSED' ? t('errors.SIGN_UP_CLOSED') : t('errors.SIGN_UP_BY_INVITATION')}
          </Alert>
        )}
        {rosterCounts && !isInvited && !isDone && <Alert role="status">{t('accounts.rosterAddress')}</Alert>}
        {(isOpen || waits) && (
          <form onSubmit={form.onSubmit(signUp)}>
            <Stack>
              <TextInput
                label={t('accounts.name')}
                description={t('accounts.nameDescription')}
                autoComplete="name"
                required
                {...form.getInputProps('name')}
              />
              <TextInput
                label={t('accounts.email')}
                description={
                  site && site.emailDomains.length > 0 && !address && !firstAccountToken
                    ? t('accounts.emailDomains', { domains: site.emailDomains.join(', ') })
                    : undefined
                }
                type="email"
                autoComplete="email"
                required
                readOnly={address !== undefined}
                {...form.getInputProps('email')}
              />
              <PasswordField
                label={t('accounts.password')}
                description={t('accounts.passwordDescription', { least: shortestPassword })}
                autoComplete="new-password"
                required
                {...form.getInputProps('password')}
              />
              {site?.hasPrivacyNotice && (
                <Text size="sm" c="dimmed">
                  {t.rich('accounts.privacyAtSignUp', {
                    link: (text) => (
                      <Anchor component={Link} href="/privacy" underline="always">
                        {text}
                      </Anchor>
                    ),
                  })}
                </Text>
              )}
              <Button type="submit" loading={form.submitting}>
                {t('accounts.create')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </AccountCard>
  );
}
