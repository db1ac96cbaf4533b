'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { RequestPasswordLinkDocument } from '../../graphql/generated/graphql.ts';
import { Link } from '../page/Link.tsx';
import { LoadingRows } from '../page/QueryState.tsx';
import { useSite } from '../page/useSite.ts';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';

/** Sends a link for a new password; where the site sends no e-mails it says whom to ask. */
export function ForgotPasswordForm() {
  const t = useTranslations();
  const site = useSite();
  const [failure, setFailure] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();
  const [request] = useMutation(RequestPasswordLinkDocument);
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  const send = async ({ email }: typeof form.values) => {
    setFailure(undefined);
    try {
      await request({ variables: { email } });
      setSentTo(email);
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  return (
    <AccountCard
      title={t('accounts.forgotTitle')}
      footer={
        <Anchor component={Link} href="/sign-in">
          {t('accounts.backToSignIn')}
        </Anchor>
      }
    >
      {!site ? (
        <LoadingRows rows={3} />
      ) : site.mailDelivery === 'NONE' ? (
        <Alert role="status">
          <Stack gap="xs">
            <Text size="sm">{t('accounts.askForLink')}</Text>
            <HelpContact />
          </Stack>
        </Alert>
      ) : (
        <form onSubmit={form.onSubmit(send)}>
          <Stack>
            <FormAlert problem={failure} done={sentTo && t('accounts.linkSent', { email: sentTo })} />
            <TextInput
              label={t('accounts.email')}
              type="email"
              autoComplete="email"
              required
              {...form.getInputProps('email')}
            />
            <Button type="submit" loading={form.submitting}>
              {t('accounts.sendLink')}
            </Button>
            <HelpContact />
          </Stack>
        </form>
      )}
    </AccountCard>
  );
}

/** Whom the site names for such a case; nothing where it names nobody. */
function HelpContact() {
  const t = useTranslations();
  const contact = useSite()?.helpContact;
  if (!contact) return null;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t('accounts.helpContact', { contact })}
    </Text>
  );
}
