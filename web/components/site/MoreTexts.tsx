'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import type { SignedInTexts } from '../../i18n/textGroups.ts';
import { readTexts, type Written } from '../../i18n/writtenTexts.ts';

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
