'use client';

import { Anchor, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { AccountCard } from './AccountCard.tsx';
import { FormAlert } from './FormAlert.tsx';
import { nextPath } from './nextPath.ts';
import { loadAuth, useSessionChanged } from './session.ts';

/** Asks for the code of the authenticator app, or for a backup code, after the password. */
export function SecondStep({ next, onGiveUp }: { next: string | null; onGiveUp: () => void }) {
  const t = useTranslations();
  const sessionChanged = useSessionChanged();
  const [usesBackup, setUsesBackup] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useForm({ initialValues: { code: '', trustDevice: false } });
  const send = async ({ code, trustDevice }: typeof form.values) => {
    setFailure(undefined);
    const answer = { code: code.replaceAll(' ', ''), trustDevice };
    const { authClient } = await loadAuth();
    const { error } = usesBackup
      ? await authClient.twoFactor.verifyBackupCode(answer)
      : await authClient.twoFactor.verifyTotp(answer);
    if (error) setFailure(authErrorText(t, error));
    else await sessionChanged(nextPath(next));
  };
  return (
    <AccountCard
      title={t('accounts.secondStep')}
      hint={usesBackup ? t('accounts.backupHint') : t('accounts.codeHint')}
      footer={
        <Anchor component="button" type="button" onClick={onGiveUp}>
          {t('accounts.otherAccount')}
        </Anchor>
      }
    >
      <form onSubmit={form.onSubmit(send)}>
        <Stack>
          <FormAlert problem={failure} />
          <TextInput
            key={String(usesBackup)}
            label={usesBackup ? t('accounts.backupCode') : t('accounts.code')}
            autoComplete="one-time-code"
            inputMode={usesBackup ? 'text' : 'numeric'}
            data-autofocus
            required
            {...form.getInputProps('code')}
          />
          <Checkbox label={t('accounts.trustDevice')} {...form.getInputProps('trustDevice', { type: 'checkbox' })} />
          <Button type="submit" loading={form.submitting}>
            {t('accounts.signIn')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => setUsesBackup(!usesBackup)}>
            {usesBackup ? t('accounts.useCode') : t('accounts.useBackup')}
          </Anchor>
        </Stack>
      </form>
    </AccountCard>
  );
}
