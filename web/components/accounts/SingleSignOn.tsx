'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { nextPath } from './nextPath.ts';
import { loadAuth } from './session.ts';

/** Goes to the provider of single sign-on, which sends people back to the page that they wanted. */
export function SingleSignOn(props: { name: string; next: string | null; onProblem: (problem: string) => void }) {
  const { name, next, onProblem } = props;
  const t = useTranslations();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const { authClient } = await loadAuth();
    const { error } = await authClient.signIn.social({
      provider: 'oidc',
      callbackURL: nextPath(next),
      errorCallbackURL: '/sign-in',
    });
    if (!error) return;
    setBusy(false);
    onProblem(authErrorText(t, error));
  };
  return (
    <Button variant="default" loading={isBusy} onClick={go}>
      {t('accounts.signInWith', { name })}
    </Button>
  );
}
