import '@fontsource-variable/inter';
import '@fontsource-variable/noto-sans-kr';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import 'uplot/dist/uPlot.min.css';
import '../components/site/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AppHeader } from '../components/site/AppHeader.tsx';
import { floatingId } from '../components/site/floating.ts';
import { Providers } from '../components/site/Providers.tsx';
import { SiteFooter } from '../components/site/SiteFooter.tsx';
import { SystemNotice } from '../components/site/SystemNotice.tsx';
import { pageFacts } from '../graphql/pageFacts.ts';
import { textsByPlace } from '../i18n/textGroups.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  const site = (await pageFacts()).site?.name ?? t('site.name');
  return {
    title: { default: site, template: t('site.pageTitle', { page: '%s', site }) },
    description: t('site.description'),
  };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  // Each answer has a nonce of its own, so pages are rendered when they are asked for.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <Providers locale={locale} texts={textsByPlace(await getMessages()).everywhere} facts={await pageFacts()}>
          <AppHeader />
          <SystemNotice />
          <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
            {children}
            <div id={floatingId} />
          </main>
          <SiteFooter />
        </Providers>
      </body>
    </html>
  );
}
