'use client';

import { useTranslations } from 'next-intl';
import { Page } from '../page/Page.tsx';
import { JoinByCode } from './JoinByCode.tsx';

/** Where a phone comes whose owner has typed the address of a lecture without its code. */
export function JoinPage() {
  const t = useTranslations();
  return (
    <Page title={t('lectures.phone.enterCode')} description={t('lectures.phone.codeText')} size={520}>
      <JoinByCode />
    </Page>
  );
}
