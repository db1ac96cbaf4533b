'use client';

import { Button, Tabs } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useMe } from '../accounts/session.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { LoadingRows } from '../page/QueryState.tsx';
import { useSite } from '../page/useSite.ts';
import { AccountList } from './AccountList.tsx';

const Invitations = dynamic(() => import('./Invitations.tsx').then(({ Invitations }) => Invitations), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});
const Outbox = dynamic(() => import('./Outbox.tsx').then(({ Outbox }) => Outbox), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});
const SiteForm = dynamic(() => import('./SiteForm.tsx').then(({ SiteForm }) => SiteForm), {
  ssr: false,
  loading: () => <LoadingRows rows={12} />,
});

/** For administrators: who has an account, who may make one, and what the site says. */
export function AdministrationPage() {
  const t = useTranslations();
  const { me } = useMe();
  const site = useSite();
  if (me && me.siteRole !== 'ADMIN')
    return (
      <Page title={t('administration.title')}>
        <EmptyState title={t('administration.forAdministrators')} />
      </Page>
    );
  const showsOutbox = site?.mailDelivery === 'OUTBOX' && site.outboxShown;
  return (
    <Page
      title={t('administration.title')}
      actions={
        <Button component={Link} href="/log" variant="default">
          {t('auditLog.siteTitle')}
        </Button>
      }
    >
      <Tabs defaultValue="accounts" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="accounts">{t('administration.accounts')}</Tabs.Tab>
          <Tabs.Tab value="invitations">{t('administration.invitations')}</Tabs.Tab>
          <Tabs.Tab value="site">{t('administration.site')}</Tabs.Tab>
          {showsOutbox && <Tabs.Tab value="outbox">{t('administration.outbox')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <AccountList />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <Invitations />
        </Tabs.Panel>
        <Tabs.Panel value="site">
          <SiteForm />
        </Tabs.Panel>
        {showsOutbox && (
          <Tabs.Panel value="outbox">
            <Outbox />
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}
