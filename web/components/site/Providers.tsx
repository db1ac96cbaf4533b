'use client';

import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider, Modal, mergeThemeOverrides, Notification } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type Locale, type Messages, NextIntlClientProvider } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { createApiClient } from '../../graphql/apiClient.ts';
import { formats } from '../../i18n/formats.ts';
import { cssVariables, theme } from './theme.ts';

/** Texts, API and look for everything on the site. */
export function Providers(props: { locale: Locale; messages: Messages; children: ReactNode }) {
  const { locale, messages, children } = props;
  const [client] = useState(createApiClient);
  const [named] = useState(() => mergeThemeOverrides(theme, namesOfButtons(messages)));
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={messages}
      formats={formats}
      // The reader's own zone. The server renders no times, so that it need not know it.
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      <ApolloProvider client={client}>
        <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Notifications position="bottom-right" />
          {children}
        </MantineProvider>
      </ApolloProvider>
    </NextIntlClientProvider>
  );
}

/** What a screen reader says of the crosses that close things. */
function namesOfButtons({ page }: Messages) {
  const closeButtonProps = { 'aria-label': page.close };
  return {
    components: {
      Modal: Modal.extend({ defaultProps: { closeButtonProps } }),
      Notification: Notification.extend({ defaultProps: { closeButtonProps } }),
    },
  };
}
