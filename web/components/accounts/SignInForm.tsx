'use client';

import { Anchor, Button, Divider, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { optionalText } from '../../i18n/translate.ts';
import { codeToJoin } from '../page/joinAddress.ts';
import { Link } from '../page/Link.tsx';
import { useSite } from '../page/useSite.ts';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';
import { nextPath } from './nextPath.ts';
import { PasswordField } from './PasswordField.tsx';
import { SingleSignOn } from './SingleSignOn.tsx';
import { loadAuth, useSessionChanged } from './session.ts';
import { useInvitedTo } from './useInvitedTo.ts';

const SecondStep = dynamic(() => import('./SecondStep.tsx').then(({ SecondStep }) => SecondStep), { ssr: false });

export function SignInForm() {
  const t = useTranslations();
  const site = useSite();
  const sessionChanged = useSessionChanged();
  const parameters = useSearchParams();
  const next = parameters.get('next');
  const invitedTo = useInvitedTo(next);
  const code = codeToJoin(next);
  const fromProvider = parameters.get('error');
  const [failure, setFailure] = useState(
    fromProvider ? (optionalText(t, `errors.${fromProvider}`) ?? t('accounts.providerFailed')) : undefined,
  );
  const [asksForCode, setAsksForCode] = useState(false);
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const signIn = async (values: typeof form.values) => {
    setFailure(undefined);
    const { authClient } = await loadAuth();
    const { data, error } = await authClient.signIn.email(values);
    if (error?.status === 401 && site?.mailDelivery === 'SMTP') setFailure(t('accounts.wrongOrUnconfirmed'));
    else if (error) setFailure(authErrorText(t, error));
    else if ('twoFactorRedirect' in data) setAsksForCode(true);
    else await sessionChanged(nextPath(next));
  };
  if (asksForCode) return <SecondStep next={next} onGiveUp={() => setAsksForCode(false)} />;
  return (
    <AccountCard
      title={t('accounts.signIn')}
      hint={invitedTo?.sentence ?? (code && t('accounts.joinsCourse', { code }))}
      footer={
        site?.signUp === 'CLOSED'
          ? null
          : t.rich('accounts.noAccount', {
              link: (text) => (
                <Anchor
                  underline="always"
                  component={Link}
                  href={next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'}
                >
                  {text}
                </Anchor>
              ),
            })
      }
    >
      <form onSubmit={form.onSubmit(signIn)}>
        <Stack>
          <FormAlert problem={failure} />
          {site?.singleSignOn && (
            <>
              <SingleSignOn name={site.singleSignOn} next={next} onProblem={setFailure} />
              <Divider label={t('accounts.orWithPassword')} />
            </>
          )}
          <TextInput
            label={t('accounts.email')}
            type="email"
            autoComplete="email"
            required
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('accounts.password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={form.submitting}>
            {t('accounts.signIn')}
          </Button>
          <Anchor component={Link} href="/forgot-password" size="sm" ta="center">
            {t('accounts.forgotPassword')}
          </Anchor>
        </Stack>
      </form>
    </AccountCard>
  );
}
