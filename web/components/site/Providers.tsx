'use client';

import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { type Locale, NextIntlClientProvider, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createApiClient, type PageFacts } from '../../graphql/apiClient.ts';
import { formats } from '../../i18n/formats.ts';
import type { PublicTexts } from '../../i18n/textGroups.ts';
import { readTexts, type Written } from '../../i18n/writtenTexts.ts';
import { FocusOnNavigation } from './FocusOnNavigation.tsx';
import { Toasts } from './Toasts.tsx';
import { cssVariables, theme } from './theme.ts';

/** Texts, API and look for everything on the site. */
export function Providers(props: {
  locale: Locale;
  texts: Written<PublicTexts>;
  facts: PageFacts;
  children: ReactNode;
}) {
  const { locale, facts, children } = props;
  const texts = useMemo(() => readTexts(props.texts), [props.texts]);
  // Another language comes without a reload.
  const named = useMemo(() => mergeThemeOverrides(theme, namesOfButtons(texts)), [texts]);
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={texts}
      formats={formats}
      // The reader's own zone. The server renders no times, so that it need not know it.
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      <Api facts={facts}>
        <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Toasts />
          <FocusOnNavigation />
          {children}
        </MantineProvider>
      </Api>
    </NextIntlClientProvider>
  );
}

function Api({ facts, children }: { facts: PageFacts; children: ReactNode }) {
  const t = useTranslations();
  const translate = useRef(t);
  useEffect(() => {
    translate.current = t;
  }, [t]);
  const [client] = useState(() => createApiClient((code) => translate.current('site.formerMember', { code }), facts));
  return <ApolloProvider client={client}>{children}</ApolloProvider>;
}

/** What a screen reader says of the crosses that close things. */
function namesOfButtons({ page }: PublicTexts) {
  return { components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': page.close } } } } };
}
