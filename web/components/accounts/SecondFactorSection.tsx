'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { Badge, Button, Code, Group, Image, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { MeDocument, MyAccountDocument } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { PasswordField } from './PasswordField.tsx';
import { loadAuth } from './session.ts';

type Step = { kind: 'setUp'; uri: string; codes: string[] } | { kind: 'codes'; codes: string[] };

/** Sets up an authenticator app, makes backup codes, and switches both off. */
export function SecondFactorSection() {
  const t = useTranslations();
  const client = useApolloClient();
  const result = useQuery(MyAccountDocument);
  const [asks, setAsks] = useState<'enable' | 'codes' | 'disable'>();
  const [step, setStep] = useState<Step>();
  const refetch = () => client.refetchQueries({ include: [MyAccountDocument, MeDocument] });
  const confirmed = async (password: string) => {
    const {
      authClient: { twoFactor },
    } = await loadAuth();
    if (asks === 'enable') {
      const { data, error } = await twoFactor.enable({ password });
      if (error) return authErrorText(t, error);
      if ('totpURI' in data) setStep({ kind: 'setUp', uri: data.totpURI, codes: data.backupCodes });
    } else if (asks === 'codes') {
      const { data, error } = await twoFactor.generateBackupCodes({ password });
      if (error) return authErrorText(t, error);
      setStep({ kind: 'codes', codes: data.backupCodes });
    } else {
      const { error } = await twoFactor.disable({ password });
      if (error) return authErrorText(t, error);
      await refetch();
    }
    setAsks(undefined);
    return undefined;
  };
  return (
    <Section title={t('settings.secondFactor')} description={t('settings.secondFactorDescription')}>
      <QueryState result={result} rows={2}>
        {({ myAccount }) => {
          if (!myAccount.hasPassword) return <Text size="sm">{t('settings.secondFactorElsewhere')}</Text>;
          return (
            <Group justify="space-between">
              <Badge color={myAccount.twoFactorEnabled ? 'teal' : 'gray'} variant="light">
                {myAccount.twoFactorEnabled ? t('settings.on') : t('settings.off')}
              </Badge>
              {myAccount.twoFactorEnabled ? (
                <Group gap="xs">
                  <Button variant="default" aria-haspopup="dialog" onClick={() => setAsks('codes')}>
                    {t('settings.newBackupCodes')}
                  </Button>
                  <Button variant="subtle" color="red" aria-haspopup="dialog" onClick={() => setAsks('disable')}>
                    {t('settings.switchOff')}
                  </Button>
                </Group>
              ) : (
                <Button aria-haspopup="dialog" onClick={() => setAsks('enable')}>
                  {t('settings.setUp')}
                </Button>
              )}
            </Group>
          );
        }}
      </QueryState>
      <Dialog
        opened={asks !== undefined}
        onClose={() => setAsks(undefined)}
        title={asks === 'disable' ? t('settings.switchOffTitle') : t('settings.confirmPassword')}
      >
        {asks && <PasswordStep danger={asks === 'disable'} onPassword={confirmed} />}
      </Dialog>
      <Dialog
        opened={step !== undefined}
        onClose={() => setStep(undefined)}
        title={step?.kind === 'setUp' ? t('settings.setUpTitle') : t('settings.backupCodes')}
      >
        {step?.kind === 'setUp' && (
          <AppStep
            uri={step.uri}
            onDone={async () => {
              await refetch();
              setStep({ kind: 'codes', codes: step.codes });
            }}
          />
        )}
        {step?.kind === 'codes' && (
          <Stack>
            <Text size="sm">{t('settings.backupCodesText')}</Text>
            <Code block>{step.codes.join('\n')}</Code>
            <Group justify="flex-end">
              <Button onClick={() => setStep(undefined)}>{t('settings.codesKept')}</Button>
            </Group>
          </Stack>
        )}
      </Dialog>
    </Section>
  );
}

/** Asks for the password; what is wrong with it stands at the field. */
function PasswordStep(props: { danger: boolean; onPassword: (password: string) => Promise<string | undefined> }) {
  const t = useTranslations();
  const form = useForm({ initialValues: { password: '' } });
  const send = async ({ password }: typeof form.values) => {
    const problem = await props.onPassword(password);
    if (problem) form.setFieldError('password', problem);
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack>
        {props.danger && <Text size="sm">{t('settings.switchOffText')}</Text>}
        <PasswordField
          label={t('settings.yourPassword')}
          autoComplete="current-password"
          data-autofocus
          required
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting} color={props.danger ? 'red' : undefined}>
            {props.danger ? t('settings.switchOff') : t('settings.continue')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Shows the app's secret as a QR code and as text, until the app has shown a right code. */
function AppStep({ uri, onDone }: { uri: string; onDone: () => Promise<void> }) {
  const t = useTranslations();
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    import('qrcode')
      .then(({ toDataURL }) => toDataURL(uri, { margin: 1, width: 220 }))
      .then(setPicture, () => setPicture(undefined));
  }, [uri]);
  const form = useForm({ initialValues: { code: '' } });
  const verify = async ({ code }: typeof form.values) => {
    const { authClient } = await loadAuth();
    const { error } = await authClient.twoFactor.verifyTotp({ code: code.replaceAll(' ', '') });
    if (error) form.setFieldError('code', authErrorText(t, error));
    else await onDone();
  };
  return (
    <form onSubmit={form.onSubmit(verify)}>
      <Stack>
        <Text size="sm">{t('settings.setUpText')}</Text>
        {picture && <Image src={picture} alt={t('settings.qrCode')} w={220} mx="auto" />}
        <Text size="sm">
          {t.rich('settings.secret', {
            secret: new URL(uri).searchParams.get('secret') ?? '',
            code: (text) => <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>,
          })}
        </Text>
        <TextInput
          label={t('accounts.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          {...form.getInputProps('code')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            {t('settings.continue')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
