'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { readTexts, type SignedInTexts, type Written } from '../../i18n/textGroups.ts';

/** Texts for the pages inside, besides those that every page has. */
export function MoreTexts({ texts, children }: { texts: Written<SignedInTexts>; children: ReactNode }) {
  const locale = useLocale();
  const everywhere = useMessages();
  const messages = useMemo(() => ({ ...everywhere, ...readTexts(texts) }), [everywhere, texts]);
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
