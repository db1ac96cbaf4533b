import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/notifications/styles.css';
import '../features/shell/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AppHeader } from '../features/shell/AppHeader.tsx';
import { Providers } from '../features/shell/Providers.tsx';

export const metadata: Metadata = {
  title: { default: 'Downstream', template: '%s · Downstream' },
  description: 'A classroom for transfer learning: submit a recipe, watch it learn, meet the test set.',
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Providers>
          <AppHeader />
          <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
